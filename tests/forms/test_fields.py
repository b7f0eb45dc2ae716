from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from core.forms import (
    Choice,
    Choices,
    Code,
    Colour,
    Date,
    DateTime,
    Email,
    Field,
    LocalizedText,
    Location,
    LongText,
    Number,
    Password,
    PlaceOnMap,
    RichText,
    ShortText,
    YesNo,
)
from core.forms.bound import BoundField
from core.i18n import Localized, speaking

OPTIONS = (("a", "Alfa"), ("b", "Beta"), ("c", "Gamma"))


def read(field: Field, *typed: str, **parts: str) -> Any:
    bound = BoundField(field, "f")
    value = bound.read({"f": list(typed), **{f"f.{part}": [text] for part, text in parts.items()}})
    with speaking("en"):
        return str(bound.error) if bound.error else value


def test_short_text_becomes_one_tidy_line() -> None:
    assert read(ShortText(label="Title"), "  Ny\n\x00 lekeplass\u202e ") == "Ny lekeplass"


def test_short_text_too_long_says_both_numbers() -> None:
    assert read(ShortText(label="Title", max=5), "🚲" * 6) == (
        "“Title” can have at most 5 characters. You wrote 6."
    )


def test_short_text_too_short() -> None:
    assert read(ShortText(label="Name", min=3), "ab") == "“Name” must have at least 3 characters."


def test_short_text_keeps_markup_as_text() -> None:
    assert read(ShortText(label="Title"), "<b>1 < 2</b> {x}") == "<b>1 < 2</b> {x}"


def test_long_text_keeps_lines_and_right_to_left() -> None:
    assert read(LongText(label="x"), "مرحبا\r\n\r\nhei") == "مرحبا\n\nhei"


def test_text_sent_twice_takes_the_last() -> None:
    assert read(ShortText(label="x"), "first", "second") == "second"


def test_rich_text_from_the_editor_is_cleaned() -> None:
    assert read(RichText(label="x"), "<p onclick=x()>Hei<script>alert(1)</script></p>") == "<p>Hei</p>"


def test_rich_text_typed_plainly_becomes_paragraphs() -> None:
    assert read(RichText(label="x"), "1 < 2\n\n<b>hei</b>") == "<p>1 &lt; 2</p><p>&lt;b&gt;hei&lt;/b&gt;</p>"


def test_rich_text_of_empty_paragraphs_is_nothing() -> None:
    assert read(RichText(label="x"), "<p><br></p><p> </p>") is None


def test_email_is_tidied() -> None:
    assert read(Email(label="x"), " Kari@Kommune.NO ") == "kari@kommune.no"


def test_email_wrong_shows_an_example() -> None:
    assert read(Email(label="x"), "kari at kommune") == "Write an e-mail address like name@example.no."


def test_password_is_kept_as_typed_and_never_shown() -> None:
    bound = BoundField(Password(label="x"), "f")
    assert bound.read({"f": ["  hemme lig  "]}) == "  hemme lig  "
    assert bound.value == ""


def test_password_composed_in_two_ways_is_the_same() -> None:
    assert read(Password(label="x"), "a\u030a") == read(Password(label="x"), "\u00e5")


@pytest.mark.parametrize("typed", ["123456", "123 456", " 123-456 "])
def test_code_takes_digits_however_grouped(typed: str) -> None:
    assert read(Code(label="x"), typed) == "123456"


def test_code_of_wrong_length() -> None:
    assert read(Code(label="x"), "12345") == "The code is 6 digits."


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12", 12), ("1 234", 1234), ("1\u00a0234", 1234), ("−5", -5), ("1.234,0", 1234), ("7,0", 7)],
)
def test_number_as_people_write_it(typed: str, value: int) -> None:
    assert read(Number(label="x"), typed) == value


def test_number_with_decimals_is_exact() -> None:
    assert read(Number(label="x", decimals=2), "0,10") == Decimal("0.10")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("tolv", "“Age” must be a number."),
        ("1e3", "“Age” must be a number."),
        ("1,5", "“Age” must be a whole number."),
        ("-1", "“Age” must be at least 0."),
        ("121", "“Age” can be at most 120."),
    ],
)
def test_number_refused(typed: str, message: str) -> None:
    assert read(Number(label="Age", min=0, max=120), typed) == message


@pytest.mark.parametrize("typed", ["2027-05-17", "17.5.2027", "17.05.2027", "17/5/2027", " 17. 5. 2027 "])
def test_date_as_people_write_it(typed: str) -> None:
    assert read(Date(label="x"), typed) == date(2027, 5, 17)


def test_date_that_does_not_exist() -> None:
    assert read(Date(label="x"), "31.2.2027") == "Write the date as day.month.year, for example 17.5.2027."


def test_date_too_early_says_the_limit() -> None:
    assert read(Date(label="x", min=date(2027, 1, 1)), "31.12.2026") == (
        "The date can be 1 January 2027 at the earliest."
    )


def test_datetime_is_norwegian_time() -> None:
    assert read(DateTime(label="x"), "2027-07-01T12:00") == datetime(2027, 7, 1, 10, 0, tzinfo=UTC)
    assert read(DateTime(label="x"), "1.1.2027 kl. 12.00") == datetime(2027, 1, 1, 11, 0, tzinfo=UTC)


def test_datetime_in_two_inputs() -> None:
    assert read(DateTime(label="x"), date="2027-07-01", time="12:00") == datetime(
        2027, 7, 1, 10, 0, tzinfo=UTC
    )


def test_datetime_shows_norwegian_time() -> None:
    assert DateTime(label="x").shown(datetime(2027, 7, 1, 10, 0, tzinfo=UTC)) == "2027-07-01T12:00"


def test_yes_no_reads_a_ticked_box() -> None:
    assert read(YesNo(label="x"), "on") is True
    assert read(YesNo(label="x"), "off", "on") is True
    assert read(YesNo(label="x"), "maybe") is None


@pytest.mark.parametrize(("typed", "value"), [("#0062BA", "#0062ba"), ("06b", "#0066bb")])
def test_colour_is_six_digits(typed: str, value: str) -> None:
    assert read(Colour(label="x"), typed) == value


def test_colour_refuses_styles() -> None:
    assert "six digits" in read(Colour(label="x"), "red;background:url(//evil)")


def test_choice_refuses_what_is_not_offered() -> None:
    assert read(Choice(label="Area", options=OPTIONS), "z") == "Choose one of the answers to “Area”."


def test_choices_come_in_order_and_once() -> None:
    assert read(Choices(label="x", options=OPTIONS), "c", "a", "c") == ["a", "c"]


def test_choices_over_the_limit() -> None:
    assert read(Choices(label="x", options=OPTIONS, max=1), "a", "b") == "Choose 1 answer at most."


def test_localized_keeps_each_language() -> None:
    field = LocalizedText(label="x", locales=("nb", "en"))
    assert read(field, nb=" Torget ", en="The square", se="ignored") == Localized(
        nb="Torget", en="The square"
    )


def test_localized_needs_its_first_language() -> None:
    field = LocalizedText(label="Name", locales=("nb", "en"), required=True)
    assert read(field, en="The square") == "Fill in “Name” in the first language too."


def test_place_by_address_alone() -> None:
    assert read(PlaceOnMap(label="x"), address=" Torget 1 ") == Location(address="Torget 1")


def test_place_by_point() -> None:
    assert read(PlaceOnMap(label="x"), lat="60.39299", lon="5,32415") == Location(lat=60.39299, lon=5.32415)


@pytest.mark.parametrize(("lat", "lon"), [("91", "5"), ("nan", "5"), ("abc", "5"), ("60", "1e9")])
def test_place_off_the_map(lat: str, lon: str) -> None:
    assert read(PlaceOnMap(label="x"), lat=lat, lon=lon) == (
        "That point is not on the map. Choose it again, or write an address."
    )


def test_place_with_half_a_point() -> None:
    assert "not complete" in read(PlaceOnMap(label="x"), lat="60")
