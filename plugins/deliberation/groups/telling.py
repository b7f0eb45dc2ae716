"""What is told of a run: plain data for pages, exports and figures. Nothing of a single person, nothing of groups below five."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plugins.deliberation.opinion import Opinion, Sided, Tallies

SMALL = 5  # a group below this is counted, never described
_CELLS = 24  # the picture is a grid of so many cells a side: it shows how many stand where, not who
_TAIL = 2.5  # of a hundred, on each side, drawn at the edge: one far away does not press all others together


def told_of(opinion: "Opinion", ids: list[int]) -> dict[str, Any]:
    """`ids`: the contribution of each statement."""
    described = [number for number, size in enumerate(opinion.sizes) if size >= SMALL]
    told: dict[str, Any] = {
        "voters": len(opinion.of),
        "grouped": sum(opinion.sizes),
        "votes": int(opinion.all.seen.sum()),
        "silhouette": round(opinion.silhouette, 3),
        "groups": [
            {
                "number": number,
                "size": opinion.sizes[number],
                "typical": [_sided(each, ids) for each in opinion.typical[number]],
            }
            for number in described
        ],
        "others": sum(size for size in opinion.sizes if size < SMALL),
        "uniting": [_sided(each, ids) for each in opinion.uniting],
        "dividing": [_sided(each, ids) for each in opinion.dividing],
        "unsure": [_sided(each, ids) for each in opinion.unsure],
        "all": _counts(opinion.all, 0, ids),
        "by_group": {
            str(number): _counts(opinion.by_group, number, ids) for number in described if opinion.by_group
        },
    }
    if opinion.sizes:
        told |= _picture(opinion, described)
    return told


def _sided(each: "Sided", ids: list[int]) -> list[Any]:
    return [ids[each.statement], each.side, round(each.strength, 4)]


def _counts(tallies: "Tallies", group: int, ids: list[int]) -> dict[str, list[int]]:
    """Statement -> [agree, pass, disagree], where anybody has answered."""
    agree, seen = tallies.agree[group].tolist(), tallies.seen[group].tolist()
    disagree = tallies.disagree[group].tolist()
    return {
        str(i): [agree[n], seen[n] - agree[n] - disagree[n], disagree[n]]
        for n, i in enumerate(ids)
        if seen[n]
    }


def _picture(opinion: "Opinion", described: list[int]) -> dict[str, Any]:
    """How many of each group stand in each cell of a grid, and the frame, so that one's own point can be put in."""
    import numpy as np

    points = opinion.points[opinion.of >= 0]
    low, high = np.percentile(points, _TAIL, axis=0), np.percentile(points, 100 - _TAIL, axis=0)
    frame = [*low.round(6).tolist(), *np.maximum(high, low + 1e-6).round(6).tolist()]
    cells: dict[tuple[int, int, int], int] = {}
    for (x, y), group in zip(opinion.points.tolist(), opinion.of.tolist(), strict=True):
        if group in described:
            cell = (*cell_of(frame, x, y), group)
            cells[cell] = cells.get(cell, 0) + 1
    return {"frame": frame, "cells": [[*cell, count] for cell, count in sorted(cells.items())]}


def cell_of(frame: list[float], x: float, y: float) -> tuple[int, int]:
    """Which cell of the grid a point lies in; beyond the frame, at its edge."""
    left, low, right, high = frame
    across = int((x - left) / (right - left) * _CELLS)
    up = int((y - low) / (high - low) * _CELLS)
    return max(0, min(_CELLS - 1, across)), max(0, min(_CELLS - 1, up))
