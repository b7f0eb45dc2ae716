"""EHF: right by the schemas of UBL 2.1 and by the rules that receivers check; every rule notices when it is broken."""

from datetime import date
from pathlib import Path

import peppol
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tenants.plans.invoices.model import Line, credit_of, vat_of
from tenants.plans.invoices.numbers import is_account, is_kid, kid_by_10, kid_by_11
from tenants.plans.invoices.rules import broken_rules
from tenants.plans.invoices.ubl import as_ubl, decimals
from tenants.plans.proration import part, period_after, prorate
from tests.tenants.plans.papers import paper

SCHEMAS = Path(str(peppol.__file__)).parent / "schema" / "maindoc"
LINES = st.lists(
    st.builds(
        Line,
        text=st.just("Allmenning"),
        price=st.integers(0, 10**10),
        quantity=st.sampled_from((1, -1, 2, 12)),
        vat_rate=st.sampled_from((0, 12, 15, 25)),
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def schemas() -> dict[str, etree.XMLSchema]:
    return {
        name: etree.XMLSchema(etree.parse(str(SCHEMAS / f"UBL-{name}-2.1.xsd")))
        for name in ("Invoice", "CreditNote")
    }


def test_invoice_and_credit_note_are_right(schemas: dict[str, etree.XMLSchema]) -> None:
    invoice = paper()
    for name, document in (
        ("Invoice", as_ubl(invoice)),
        ("CreditNote", as_ubl(credit_of(invoice, number=100002, issued_on=date(2026, 12, 1)))),
    ):
        schemas[name].assertValid(etree.fromstring(document))
        assert broken_rules(document) == []


def test_an_upgrade_with_a_deduction_is_right(schemas: dict[str, etree.XMLSchema]) -> None:
    document = as_ubl(
        paper(lines=(Line(text="Hel", price=4_049_315), Line(text="Grunn", price=1_967_123, quantity=-1)))
    )
    schemas["Invoice"].assertValid(etree.fromstring(document))
    assert broken_rules(document) == []


def test_the_same_invoice_gives_the_same_bytes() -> None:
    assert as_ubl(paper()) == as_ubl(paper())


def test_hostile_names_stay_words() -> None:
    evil = "</cbc:Name><x>&<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;"
    document = as_ubl(paper(lines=(Line(text=evil, price=100),)))
    assert broken_rules(document) == []
    assert evil in [each.text for each in etree.fromstring(document).iter()]


@pytest.mark.parametrize(
    ("was", "becomes", "rule"),
    [
        (b"poacc:billing:3.0", b"poacc:billing:2.0", "BR-01"),
        (b"billing:01:1.0", b"billing:02:1.0", "PEPPOL-EN16931-R001"),
        (b"<cbc:IssueDate>2026-11-25</cbc:IssueDate>", b"", "BR-03"),
        (b"<cbc:DueDate>2026-12-25</cbc:DueDate>", b"", "BR-CO-25"),
        (b"<cbc:BuyerReference>Kari \xc3\x85s</cbc:BuyerReference>", b"", "PEPPOL-EN16931-R003"),
        (b'<cbc:EndpointID schemeID="0192">974760673</cbc:EndpointID>', b"", "PEPPOL-EN16931-R010"),
        (b">974760673<", b">974760674<", "PEPPOL-COMMON-R041 buyer"),
        (b"NO987654325MVA", b"NO987654326MVA", "NO-R-001"),
        (b"73900.00</cbc:TaxExclusiveAmount>", b"73900.01</cbc:TaxExclusiveAmount>", "BR-CO-13"),
        (b"92375.00</cbc:TaxInclusiveAmount>", b"92375.01</cbc:TaxInclusiveAmount>", "BR-CO-15"),
        (b"92375.00</cbc:PayableAmount>", b"92374.99</cbc:PayableAmount>", "BR-CO-16"),
        (b"18475.00</cbc:TaxAmount>", b"18475.02</cbc:TaxAmount>", "BR-CO-17 S"),
        (b"73900.00</cbc:PriceAmount>", b"73900.10</cbc:PriceAmount>", "PEPPOL-EN16931-R120 line 1"),
        (b'"NOK">73900.00</cbc:PriceAmount>', b'"EUR">73900.00</cbc:PriceAmount>', "PEPPOL-EN16931-R051"),
        (b"NO7112345678903", b"NO7212345678903", "account number"),
        (kid_by_10("100001").encode(), b"1000013", "KID"),
    ],
)
def test_a_rule_that_is_broken_is_named(was: bytes, becomes: bytes, rule: str) -> None:
    document = as_ubl(paper())
    assert was in document
    assert rule in broken_rules(document.replace(was, becomes))


def test_a_credit_note_names_what_it_takes_back() -> None:
    document = as_ubl(credit_of(paper(), number=100002, issued_on=date(2026, 12, 1)))
    root = etree.fromstring(document)
    root.remove(next(each for each in root if each.tag.endswith("BillingReference")))
    assert broken_rules(etree.tostring(root)) == ["BR-55"]


@given(lines=LINES)
def test_lines_and_tax_always_make_the_total(lines: list[Line]) -> None:
    invoice = paper(lines=tuple(lines))
    assert sum(each.net for each in lines) + sum(each.vat for each in invoice.vat_parts) == invoice.total
    assert sum(each.net for each in invoice.vat_parts) == invoice.net
    broken = [rule for rule in broken_rules(as_ubl(invoice)) if rule != "BR-CO-25"]
    assert broken == []


@given(lines=LINES)
def test_a_credit_note_takes_back_all_to_the_last_oere(lines: list[Line]) -> None:
    invoice = paper(lines=tuple(lines))
    assert credit_of(invoice, number=2, issued_on=date(2026, 12, 1)).total == invoice.total


@given(net=st.integers(-(10**12), 10**12), rate=st.sampled_from((0, 12, 15, 25)))
def test_tax_is_the_nearest_whole_oere(net: int, rate: int) -> None:
    assert abs(vat_of(net, rate) * 100 - net * rate) <= 50
    assert vat_of(-net, rate) == -vat_of(net, rate)


@given(amount=st.integers(0, 10**10), days=st.integers(1, 366), left=st.integers(0, 366))
def test_what_is_used_and_what_is_left_make_the_whole(amount: int, days: int, left: int) -> None:
    left = min(left, days)
    assert abs(part(amount, left, days) + part(amount, days - left, days) - amount) <= 1
    assert 0 <= part(amount, left, days) <= amount


@given(
    old=st.integers(0, 10**9),
    more=st.integers(0, 10**9),
    start=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    period=st.sampled_from(("month", "year")),
    gone=st.integers(-5, 400),
)
def test_an_upgrade_never_costs_less_than_nothing(
    old: int, more: int, start: date, period: str, gone: int
) -> None:
    end = period_after(start, period)
    today = date.fromordinal(start.toordinal() + gone)
    found = prorate(old=old, new=old + more, start=start, end=end, today=today)
    assert 0 <= found.due <= more + 1
    assert found.days_left <= found.days


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        (date(2026, 1, 31), "month", date(2026, 2, 28)),
        (date(2024, 2, 29), "year", date(2025, 2, 28)),
        (date(2026, 12, 1), "month", date(2027, 1, 1)),
        (date(2026, 11, 25), "year", date(2027, 11, 25)),
    ],
)
def test_a_period_ends_on_the_same_day_or_the_last(start: date, period: str, end: date) -> None:
    assert period_after(start, period) == end


@given(number=st.integers(10, 10**12))
def test_check_digits_find_a_wrong_digit(number: int) -> None:
    for made in (kid_by_10, kid_by_11):
        kid = made(str(number))
        changed = kid[0] + str((int(kid[1]) + 1) % 10) + kid[2:]
        assert is_kid(kid)
        assert changed != made(changed[:-1])


def test_amounts_are_written_with_two_decimals() -> None:
    assert [decimals(each) for each in (123456, -5, 0)] == ["1234.56", "-0.05", "0.00"]


@pytest.mark.parametrize(
    ("number", "right"),
    [("12345678903", True), ("12345678904", False), ("1234", False), ("1234567890x", False)],
)
def test_account_numbers_are_checked(number: str, right: bool) -> None:
    assert is_account(number) is right
