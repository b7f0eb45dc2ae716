"""Every kind of field against arbitrary input: a value or a sentence, never an exception."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms import (
    Choice,
    Choices,
    Code,
    Colour,
    Date,
    DateTime,
    Email,
    Field,
    Hidden,
    Image,
    LocalizedText,
    LongText,
    Number,
    Password,
    PlaceOnMap,
    RichText,
    ShortText,
    YesNo,
)
from core.forms.bound import BoundField

OPTIONS = (("a", "A"), ("b", "B"))
KINDS: list[Field] = [
    ShortText(label="x"),
    LongText(label="x"),
    RichText(label="x"),
    Email(label="x"),
    Password(label="x"),
    Code(label="x"),
    Hidden(),
    Number(label="x"),
    Number(label="x", decimals=2, min=0, max=10),
    Date(label="x"),
    DateTime(label="x"),
    YesNo(label="x"),
    Colour(label="x"),
    Choice(label="x", options=OPTIONS),
    Choices(label="x", options=OPTIONS, max=1),
    LocalizedText(label="x"),
    PlaceOnMap(label="x"),
    Image(label="x"),
]
ANYTHING = st.text(alphabet=st.characters(codec=None)) | st.sampled_from(
    [
        "\x00",
        "\ud800",
        "9" * 5000,
        "1e999",
        "nan",
        "inf",
        "-",
        "<script>alert(1)</script>",
        "\u202eevil",
        "👩‍👩‍👧‍👦",
        "٣",
        "²",
        "0000-00-00",
        "9999-12-31T23:59",
        "1-1-1",
        "{label}",
        "{0}",
        "%s",
        "x" * 300_000,
    ]
)


@pytest.mark.parametrize("field", KINDS, ids=lambda field: f"{field.kind}")
@given(
    raw=st.dictionaries(
        st.sampled_from(["f", "f.nb", "f.lat", "f.lon", "f.address", "f.date", "f.time"]), st.lists(ANYTHING)
    )
)
def test_parser_never_raises(field: Field, raw: dict[str, list[Any]]) -> None:
    bound = BoundField(field, "f", required=True)
    value = bound.read(raw)
    if bound.error is not None:
        assert value is None
        assert str(bound.error)
    str(bound.value).encode("utf-8")  # what was typed can be shown again


@pytest.mark.parametrize("field", KINDS, ids=lambda field: f"{field.kind}")
def test_parser_asks_for_what_is_missing(field: Field) -> None:
    bound = BoundField(field, "f", required=True)
    bound.read({})
    assert bound.error == field.say_missing()


@pytest.mark.parametrize("field", KINDS, ids=lambda field: f"{field.kind}")
def test_parser_accepts_nothing_where_it_is_optional(field: Field) -> None:
    bound = BoundField(field, "f")
    assert (
        bound.read({"f": ["  "]} if field.kind not in {"choice", "choices", "password", "hidden"} else {})
        is None
    )
    assert bound.error is None
