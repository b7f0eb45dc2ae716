"""A run plans: what staff decided stands, what came since is put where it fits, the rest makes new themes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.sdk import rows
from plugins.insights.algorithms.frame import Frame, Matrix
from plugins.insights.algorithms.grouping import Branch, place, tree
from plugins.insights.vectors import load_vectors

AT_LEAST = 3  # contributions that make a theme


@dataclass
class Piece:
    """A theme in the making: an old one by its id, or a new one; `items` are rows of the matrix, the most central first."""

    theme_id: int | None
    items: list[int] = field(default_factory=list)
    pull: list[int] = field(default_factory=list)  # rows whose middle draws others here
    closeness: list[float] = field(default_factory=list)
    above: int | None = None  # which new upper theme, by number
    middle: Matrix | None = None


@dataclass(frozen=True)
class Plan:
    """What a run will write. `ids[n]` is the contribution of row n."""

    ids: tuple[int, ...]
    pieces: tuple[Piece, ...]
    uppers: int
    left_over: tuple[int, ...]  # rows that fit nowhere
    frame: Frame | None = None  # what the middles of the pieces stand in


async def plan_run(*, study_id: int, ids: list[int], space: str, anew: bool) -> Plan:
    """`anew` frees whatever no person has decided; otherwise only what is new is placed."""
    kept = await load_vectors(space=space, ids=ids)
    if not len(kept.ids):
        return Plan((), (), 0, ())
    frame = Frame(kept.values, kept.languages)
    values = frame.place(kept.values, kept.languages)
    known = await _known(study_id, anew=anew)
    row_of = {contribution: n for n, contribution in enumerate(kept.ids)}
    pieces = _old_pieces(known, row_of)
    placed = {n for piece in pieces for n in piece.items}
    free = np.array([n for n in range(len(kept.ids)) if n not in placed], dtype=np.int64)
    free = _put_where_it_fits(pieces, values, free)
    fresh, uppers, left_over = _new_pieces(values, free)
    pieces += fresh
    _measure(pieces, values)
    return Plan(kept.ids, tuple(pieces), uppers, tuple(int(n) for n in left_over), frame)


async def _known(study_id: int, *, anew: bool) -> list[dict[str, Any]]:
    """Themes that stay, with what stays in them."""
    return await rows(
        "SELECT t.id, t.parent AS parent_id, coalesce((SELECT array_agg(p.contribution ORDER BY p.contribution) "
        "FROM insights_placing p WHERE p.theme = t.id AND (p.by_staff OR NOT $2)), '{}') AS members, "
        "coalesce((SELECT array_agg(p.contribution) FROM insights_placing p WHERE p.theme = t.id), '{}') AS was "
        "FROM insights_theme t WHERE t.study = $1 AND (NOT $2 OR t.kept OR t.named OR EXISTS "
        "(SELECT 1 FROM insights_placing p WHERE p.theme = t.id AND p.by_staff)) "
        "AND NOT EXISTS (SELECT 1 FROM insights_theme u WHERE u.parent = t.id) ORDER BY t.id",
        study_id,
        anew,
    )


def _old_pieces(known: Iterable[dict[str, Any]], row_of: dict[int, int]) -> list[Piece]:
    pieces = []
    for theme in known:
        members = [row_of[each] for each in theme["members"] if each in row_of]
        was = [row_of[each] for each in theme["was"] if each in row_of]
        pieces.append(Piece(theme["id"], members, pull=members or was))
    return pieces


def _put_where_it_fits(pieces: list[Piece], values: Matrix, free: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rows as close to a theme's middle as most of what lies in it; returns those that are left."""
    pulling = [piece for piece in pieces if piece.pull]
    if not pulling or not len(free):
        return free
    centres = np.stack([_middle(values[piece.pull]) for piece in pulling])
    reach = np.array(
        [
            np.quantile(values[piece.pull] @ centre, 0.1)
            for piece, centre in zip(pulling, centres, strict=True)
        ]
    )
    labels, closeness = place(values[free], centres)
    fits = closeness >= reach[labels] - 1e-6
    for n, label in zip(free[fits], labels[fits], strict=True):
        pulling[int(label)].items.append(int(n))
    return free[~fits]


def _new_pieces(values: Matrix, free: NDArray[np.int64]) -> tuple[list[Piece], int, NDArray[np.int64]]:
    """Of what fits nowhere: themes, how many upper ones they stand below, and rows that are too few to make one."""
    if len(free) < AT_LEAST:
        return [], 0, free
    inside = values[free]
    large = [branch for branch in tree(inside) if len(branch.rows) >= AT_LEAST]
    if not large:
        return [Piece(None, [int(n) for n in free])], 0, free[:0]
    lists = _with_the_small(inside, large)
    pieces: list[Piece] = []
    uppers = 0
    for branch, rows_ in zip(large, lists, strict=True):
        parts = [part for part in branch.within if len(part.rows) >= AT_LEAST]
        if len(parts) < 2:  # noqa: PLR2004
            pieces.append(Piece(None, [int(free[n]) for n in rows_]))
            continue
        pieces += [
            Piece(None, [int(free[n]) for n in below], above=uppers)
            for below in _shared(inside, rows_, parts)
        ]
        uppers += 1
    return pieces, uppers, free[:0]


def _with_the_small(values: Matrix, large: list[Branch]) -> list[list[int]]:
    """Rows of each large group, and beside them what lay in one that is too small: each goes to the nearest."""
    lists = [list(branch.rows) for branch in large]
    placed = {n for each in lists for n in each}
    left = [n for n in range(len(values)) if n not in placed]
    if left:
        labels, _closeness = place(values[left], [branch.centre for branch in large])
        for n, label in zip(left, labels, strict=True):
            lists[int(label)].append(n)
    return lists


def _shared(values: Matrix, rows_: list[int], parts: tuple[Branch, ...] | list[Branch]) -> list[list[int]]:
    """All rows of an upper group among its parts."""
    labels, _closeness = place(values[rows_], [part.centre for part in parts])
    return [[n for n, label in zip(rows_, labels, strict=True) if label == at] for at in range(len(parts))]


def _measure(pieces: list[Piece], values: Matrix) -> None:
    """How close each lies to the middle of its theme; the closest first."""
    for piece in pieces:
        if not piece.items:
            continue
        piece.middle = _middle(values[piece.items])
        closeness = values[piece.items] @ piece.middle
        order = np.argsort(-closeness, kind="stable")
        piece.closeness = [float(closeness[n]) for n in order]
        piece.items = [piece.items[n] for n in order]


def _middle(values: Matrix) -> Matrix:
    """The mean, of length one."""
    mean = values.mean(axis=0)
    length = float(np.linalg.norm(mean))
    return np.asarray(mean / length if length else mean, np.float32)
