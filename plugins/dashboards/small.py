"""What residents see of a block: no number of fewer than five, and none that could be worked out from the others."""

from dataclasses import replace
from typing import Any

from core.sdk import SMALL, Block, drawn_as, hide_small

_DRAWN = ("figure", "bars", "line", "histogram", "likert", "table")


def for_residents(block: Block) -> Block | None:
    """None where nothing would be left. Words that somebody wrote, points on maps and of persons are not shown here at all."""
    shape = drawn_as(block)
    if shape not in _DRAWN:
        return None
    if shape == "figure":
        return None if _small(block.value) or 0 < block.n < SMALL else block
    if shape == "table":  # its columns may be anything: it stands as it is, or not
        return None if any(_small(cell) for row in block.rows for cell in row[1:]) else block
    rows = _across(block.rows) if shape == "likert" else _down(block.rows)
    if all(cell is None or isinstance(cell, str) for row in rows for cell in row[1:]):
        return None
    return replace(block, rows=rows)


def _small(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < SMALL


def _down(rows: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
    """Column by column, since each adds up to something that stands elsewhere."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    for column in columns[1:]:
        column[:] = _hidden(column)
    return tuple(zip(*columns, strict=True))


def _across(rows: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
    """A statement's steps add up to those who answered it. Where one is hidden the drawing would lie, so all of them are."""
    lines = []
    for row in rows:
        found = _hidden(list(row[1:]))
        lines.append((row[0], *([None] * len(found) if None in found else found)))
    return tuple(lines)


def _hidden(column: list[Any]) -> list[Any]:
    counted = {str(place): number for place, number in enumerate(column) if isinstance(number, int)}
    shown = hide_small(counted)
    return [shown.get(str(place), cell) for place, cell in enumerate(column)]
