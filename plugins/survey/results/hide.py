"""Small cells are hidden, and as many others as it takes that nobody can work them out from the totals.

A cell of one to four people is hidden. Where a row or a column has a known sum, one hidden cell alone could be subtracted, so a
second one goes too, until what is hidden in the line is at least five people. Then each hidden cell is tried: could it have
been another number with the same sums? That is a walk through the other hidden cells (the residual graph of a transport
problem); where there is none, more is hidden.
"""

from collections.abc import Sequence

Cell = tuple[int, int]
Counts = Sequence[Sequence[int]]
SMALL = 5


def is_small(count: int) -> bool:
    return 0 < count < SMALL


def hidden_cells(counts: Counts, *, first: set[Cell], rows_add_up: bool, columns_add_up: bool) -> set[Cell]:
    """`first`: what must be hidden. `rows_add_up`: the sum of each row is known to the reader; so with columns."""
    if not first:
        return set()
    height, width = len(counts), len(counts[0])
    across = [[(i, j) for j in range(width)] for i in range(height)] if rows_add_up else []
    down = [[(i, j) for i in range(height)] for j in range(width)] if columns_add_up else []
    hidden = set(first)
    while True:
        more = _lone(counts, hidden, across + down)
        if not more and rows_add_up and columns_add_up:
            more = _certain(counts, first, hidden)
        if not more:
            return hidden
        hidden |= more


def hidden_sizes(sizes: Sequence[int], *, add_up: bool) -> set[int]:
    """Which groups are not even given a size: small ones, and so many others that it cannot be subtracted."""
    first = {(0, g) for g, size in enumerate(sizes) if is_small(size)}
    return {g for _row, g in hidden_cells([sizes], first=first, rows_add_up=add_up, columns_add_up=False)}


def _lone(counts: Counts, hidden: set[Cell], lines: Sequence[Sequence[Cell]]) -> set[Cell]:
    """One more of each line in which what is hidden could be subtracted."""
    more = set()
    for line in lines:
        gone = [cell for cell in line if cell in hidden]
        if gone and (len(gone) == 1 or sum(counts[i][j] for i, j in gone) < SMALL):
            more |= _next(counts, hidden, line)
    return more


def _certain(counts: Counts, first: set[Cell], hidden: set[Cell]) -> set[Cell]:
    """Neighbours of cells that could only be what they are."""
    more: set[Cell] = set()
    for cell in sorted(first):
        if not _may_differ(counts, hidden, cell):
            i, j = cell
            more |= _next(counts, hidden, [(i, n) for n in range(len(counts[0]))])
            more |= _next(counts, hidden, [(n, j) for n in range(len(counts))])
    return more


def _next(counts: Counts, hidden: set[Cell], line: Sequence[Cell]) -> set[Cell]:
    """The smallest cell that is still shown; an empty one only where no other is left."""
    shown = [cell for cell in line if cell not in hidden]
    return {min(shown, key=lambda c: (counts[c[0]][c[1]] == 0, counts[c[0]][c[1]], c))} if shown else set()


def _may_differ(counts: Counts, hidden: set[Cell], cell: Cell) -> bool:
    """One more in this cell, or one less, and the sums the same: a way back through other hidden cells."""
    i, j = cell
    others = hidden - {cell}
    up = _reaches(counts, others, ("column", j), ("row", i))
    return up or (counts[i][j] > 0 and _reaches(counts, others, ("row", i), ("column", j)))


def _reaches(counts: Counts, hidden: set[Cell], start: tuple[str, int], goal: tuple[str, int]) -> bool:
    """From a row to a column a cell grows; from a column to a row it shrinks, which an empty one cannot."""
    seen, waiting = {start}, [start]
    while waiting:
        side, at = waiting.pop()
        if (side, at) == goal:
            return True
        for i, j in hidden:
            step = ("column", j) if side == "row" and i == at else None
            if side == "column" and j == at and counts[i][j] > 0:
                step = ("row", i)
            if step is not None and step not in seen:
                seen.add(step)
                waiting.append(step)
    return False
