"""The orders a list can have, as keys that an index answers: page 200 costs what page 1 costs."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.contributions.cursors import Cursor, key_as


@dataclass(frozen=True)
class Sort:
    """`key` with the id behind it makes the order unique. Random ones run round a circle, from where the seed points."""

    key: str
    type: type
    descending: bool = True
    circle: bool = False


SORTS = {
    "newest": Sort("c.published_at", datetime),
    "supported": Sort("c.support_count", int),
    "discussed": Sort("c.comment_count", int),
    "random": Sort("md5(c.id::text)", str, descending=False, circle=True),
}


@dataclass(frozen=True)
class Stretch:
    """A piece of the order that one index scan reads: conditions with `{0}`, `{1}` … for their arguments."""

    lap: int
    condition: str = "true"
    arguments: tuple[Any, ...] = ()


def starting_point(seed: str) -> str:
    """Where on the circle this visitor's random order begins."""
    return hashlib.md5(seed.encode(), usedforsecurity=False).hexdigest()


def stretches(sort: Sort, cursor: Cursor | None, seed: str) -> list[Stretch]:
    """What is left to read from the cursor on, in the direction the cursor looks."""
    after = _after(sort, cursor) if cursor else None
    if not sort.circle:
        return [after or Stretch(0)]
    start = starting_point(seed)
    laps = [Stretch(0, f"{sort.key} >= {{0}}", (start,)), Stretch(1, f"{sort.key} < {{0}}", (start,))]
    if cursor is None or after is None:
        return laps
    here = int(cursor.key < start)
    left = laps[: here + 1] if cursor.before else laps[here:]
    return [_both(each, after) if each.lap == here else each for each in left]


def _after(sort: Sort, cursor: Cursor) -> Stretch:
    larger = sort.descending == cursor.before
    sign = ">" if larger else "<"
    return Stretch(0, f"({sort.key}, c.id) {sign} ({{0}}, {{1}})", (key_as(sort.type, cursor.key), cursor.id))


def _both(one: Stretch, other: Stretch) -> Stretch:
    shifted = other.condition.format(*(f"{{{n + len(one.arguments)}}}" for n in range(len(other.arguments))))
    return Stretch(one.lap, f"{one.condition} AND {shifted}", (*one.arguments, *other.arguments))
