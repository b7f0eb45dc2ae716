"""Shapes drawn on a map: what is kept, and what is refused."""

import json
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms import Shape, ShapeOnMap, bind


class Where(msgspec.Struct, kw_only=True):
    way: Annotated[
        Shape | None, ShapeOnMap(label="Way", required=False, shapes=("point", "line", "area"))
    ] = None
    spot: Annotated[Shape | None, ShapeOnMap(label="Spot", shapes=("point",), required=False)] = None


LINE = {"type": "LineString", "coordinates": [[10.1, 60.2], [10.3, 60.4]]}
AREA = {"type": "Polygon", "coordinates": [[[10, 60], [11, 60], [11, 61], [10, 60]]]}
POINT = {"type": "Point", "coordinates": [10.1234567, 60]}


@pytest.mark.parametrize("drawn", [LINE, AREA])
def test_shape_is_kept_and_shown_again(drawn: dict[str, Any]) -> None:
    form = bind(Where, {"way.words": ["Langs  elva"], "way.geometry": [json.dumps(drawn)]})
    assert form.ok
    assert form.values.way == Shape(words="Langs elva", geometry=drawn)
    shown = bind(Where, initial={"way": form.values.way})["way"].value
    assert shown["words"] == "Langs elva"
    assert json.loads(shown["geometry"]) == drawn


def test_point_is_rounded_to_a_decimetre_and_words_alone_are_enough() -> None:
    form = bind(Where, {"spot.geometry": [json.dumps(POINT)], "way.words": ["Ved kirka"]})
    assert form.values.spot.geometry == {"type": "Point", "coordinates": [10.123457, 60.0]}
    assert form.values.way == Shape(words="Ved kirka")


@pytest.mark.parametrize(
    "drawn",
    [
        "<script>",
        "[]",
        "null",
        json.dumps({"type": "Point"}),
        json.dumps({"type": "Point", "coordinates": [200, 60]}),
        json.dumps({"type": "Point", "coordinates": [float("nan"), 60]}),
        json.dumps({"type": "LineString", "coordinates": [[10, 60]]}),
        json.dumps({"type": "LineString", "coordinates": [[10, 60]] * 501}),
        json.dumps({"type": "Polygon", "coordinates": [[[10, 60], [11, 60], [11, 61], [12, 62]]]}),
        json.dumps({"type": "MultiPoint", "coordinates": [[10, 60]]}),
        json.dumps({"type": ["Point"], "coordinates": {"a": 1}}),
        "[" * 5000,
    ],
)
def test_nonsense_is_refused_beside_the_field_and_words_are_still_there(drawn: str) -> None:
    form = bind(Where, {"way.words": ["Ved kirka"], "way.geometry": [drawn]})
    assert not form.ok
    assert form["way"].error
    assert form["way"].value["words"] == "Ved kirka"


def test_line_where_only_a_point_may_be_is_refused() -> None:
    assert bind(Where, {"spot.geometry": [json.dumps(LINE)]})["spot"].error


@given(
    st.recursive(
        st.none() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_whatever_is_sent_is_read_or_refused(sent: Any) -> None:
    form = bind(Where, {"way.geometry": [json.dumps({"type": "Polygon", "coordinates": sent})]})
    assert form.ok or form["way"].error
