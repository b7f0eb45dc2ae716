import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import clean_email, clean_organisation_number, clean_postcode


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [
        (" Kari.Nordmann@Kommune.NO ", "kari.nordmann@kommune.no"),
        ("ola+ideer@sub.domene.no", "ola+ideer@sub.domene.no"),
        ("post@blåbær.no", "post@xn--blbr-roah.no"),
        ("mailto:a@b.no", "a@b.no"),
    ],
)
def test_clean_email_tidies(raw: str, tidy: str) -> None:
    assert clean_email(raw) == tidy


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "kari",
        "kari@",
        "@b.no",
        "a@b",
        "a b@c.no",
        "a@b..no",
        ".a@b.no",
        "a@b.no\nBcc: x@y.no",
        "a@-b.no",
        "a@1.2.3.4",
        "a" * 65 + "@b.no",
        "a@" + "b" * 64 + ".no",
        "<a@b.no>",
        "a@b.no,c@d.no",
    ],
)
def test_clean_email_refuses(raw: str) -> None:
    assert clean_email(raw) is None


@pytest.mark.parametrize(("raw", "tidy"), [("5003", "5003"), (" NO-5003 ", "5003"), ("0150", "0150")])
def test_clean_postcode_tidies(raw: str, tidy: str) -> None:
    assert clean_postcode(raw) == tidy


@pytest.mark.parametrize("raw", ["", "500", "50033", "abcd", "0000", "٥٠٠٣"])
def test_clean_postcode_refuses(raw: str) -> None:
    assert clean_postcode(raw) is None


def test_clean_organisation_number_takes_away_what_surrounds_it() -> None:
    assert clean_organisation_number("NO 964 338 531 MVA") == "964338531"


@pytest.mark.parametrize("raw", ["", "964338532", "12345", "not a number", "9643385310"])
def test_clean_organisation_number_refuses(raw: str) -> None:
    assert clean_organisation_number(raw) is None


@given(st.text())
def test_contact_checks_never_raise(raw: str) -> None:
    email = clean_email(raw)
    assert email is None or clean_email(email) == email
    clean_postcode(raw)
    clean_organisation_number(raw)
