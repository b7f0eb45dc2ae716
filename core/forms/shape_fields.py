"""A shape on the map: a point, a line or an area, always with words for those who cannot draw."""

import json
from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec

from core.forms.base import Field, refuse_huge
from core.forms.given import Invalid, Typed
from core.i18n import Text, _
from core.text.clean import clean_line

TYPES = {"Point": "point", "LineString": "line", "Polygon": "area"}  # GeoJSON -> ours
MOST_POINTS = 500
MOST_JSON = 40_000
FEWEST = {"line": 2, "area": 4}  # a ring ends where it began
PAIR = 2


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """What was drawn, as a GeoJSON geometry (WGS 84), and what was written: one of them, or both."""

    geometry: dict[str, Any] | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class ShapeOnMap(Field):
    """`shapes`: which of point, line and area may be drawn. `<name>.words`, `<name>.geometry`: works by typing alone."""

    kind: ClassVar[str] = "shape"
    says_missing: ClassVar[Text] = _("Draw on the map, or write where it is.")
    shapes: tuple[str, ...] = ("point",)
    max: int = 300

    def read(self, typed: Typed) -> Shape | None:
        words = typed.part("words").one()
        refuse_huge(words, self.label)
        words = clean_line(words)
        if len(words) > self.max:
            raise Invalid(_("The place can have at most {max} characters.").format(max=self.max))
        geometry = _geometry(typed.part("geometry").one(), self.shapes)
        return Shape(geometry=geometry, words=words) if words or geometry else None

    def shown(self, value: Any) -> dict[str, str]:
        shape = value if isinstance(value, Shape) else Shape()
        return {"words": shape.words, "geometry": json.dumps(shape.geometry) if shape.geometry else ""}

    def echo(self, typed: Typed) -> dict[str, str]:
        return {"words": typed.part("words").one(), "geometry": typed.part("geometry").one()[:MOST_JSON]}


def _geometry(sent: str, shapes: tuple[str, ...]) -> dict[str, Any] | None:
    if not sent.strip():
        return None
    try:
        drawn = json.loads(sent) if len(sent) <= MOST_JSON else None
    except (ValueError, RecursionError):
        drawn = None
    kind = drawn.get("type") if isinstance(drawn, dict) else None
    ours = TYPES.get(kind) if isinstance(kind, str) else None
    if not isinstance(drawn, dict) or ours is None or ours not in shapes:
        raise _wrong()
    found = drawn.get("coordinates")
    if ours == "point":
        return {"type": kind, "coordinates": _pair(found)}
    rings = found if ours == "area" and isinstance(found, list) and len(found) == 1 else [found]
    points = _points(rings[0], ours)
    return {"type": kind, "coordinates": [points] if ours == "area" else points}


def _points(found: Any, ours: str) -> list[list[float]]:
    if not isinstance(found, list) or not FEWEST[ours] <= len(found) <= MOST_POINTS:
        raise _wrong()
    points = [_pair(each) for each in found]
    if ours == "area" and points[0] != points[-1]:
        raise _wrong()
    return points


def _pair(found: Any) -> list[float]:
    """[longitude, latitude]: two numbers that are somewhere on the earth."""
    if not isinstance(found, list) or len(found) != PAIR:
        raise _wrong()
    if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in found):
        raise _wrong()
    lon, lat = found
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):  # noqa: PLR2004 - the earth's own numbers
        raise _wrong()
    return [round(float(lon), 6), round(float(lat), 6)]


def _wrong() -> Invalid:
    return Invalid(_("What was drawn on the map is not complete. Draw it again, or write where it is."))
