"""Small cells are hidden so that they cannot be worked out: checked against a solver that tries to."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from plugins.survey.results.hide import Cell, hidden_cells, hidden_sizes, is_small

TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.integers(0, 8), st.integers(0, 60)), min_size=width, max_size=width),
        min_size=2,
        max_size=5,
    )
)


def small(counts: list[list[int]]) -> set[Cell]:
    return {(i, j) for i, line in enumerate(counts) for j, each in enumerate(line) if is_small(each)}


def worked_out(counts: list[list[int]], hidden: set[Cell], cell: Cell, *, rows: bool, columns: bool) -> bool:
    """Do the sums and what is shown leave only one number for the cell?"""
    cells = sorted(hidden)
    lines = [[c for c in cells if c[0] == i] for i in range(len(counts))] if rows else []
    lines += [[c for c in cells if c[1] == j] for j in range(len(counts[0]))] if columns else []
    lines = [line for line in lines if line]
    sums = np.array([[float(c in line) for c in cells] for line in lines])
    totals = [sum(counts[i][j] for i, j in line) for line in lines]
    ends = []
    for sign in (1, -1):
        wanted = [sign * float(c == cell) for c in cells]
        found = linprog(wanted, A_eq=sums, b_eq=totals, bounds=[(0, None)] * len(cells))
        ends.append(sign * found.fun)
    return bool(ends[1] - ends[0] < 0.5)


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_small_cell_cannot_be_worked_out_from_rows_and_columns(counts: list[list[int]]) -> None:
    first = small(counts)
    hidden = hidden_cells(counts, first=first, rows_add_up=True, columns_add_up=True)
    assert first <= hidden
    whole = {(i, j) for i in range(len(counts)) for j in range(len(counts[0]))}
    for cell in first:
        # Where everything is hidden, the sums alone may tell: they are hidden in the tables that they stand in.
        assert hidden == whole or not _lonely(counts, hidden, cell)
        if not _tiny_sums(counts, cell):
            assert not worked_out(counts, hidden, cell, rows=True, columns=True), (counts, hidden, cell)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=8))
def test_small_cell_cannot_be_worked_out_from_one_sum(counts: list[int]) -> None:
    column = [[each] for each in counts]
    hidden = hidden_cells(column, first=small(column), rows_add_up=False, columns_add_up=True)
    gone = [column[i][0] for i, _j in hidden]
    if gone and sum(counts) >= 5:
        assert len(gone) > 1
        assert sum(gone) >= 5


def test_table_without_small_cells_is_shown_whole() -> None:
    assert hidden_cells([[9, 0], [12, 40]], first=set(), rows_add_up=True, columns_add_up=True) == set()


def test_one_small_cell_takes_the_smallest_other_with_it() -> None:
    assert hidden_cells([[120], [3], [40]], first={(1, 0)}, rows_add_up=False, columns_add_up=True) == {
        (1, 0),
        (2, 0),
    }


def test_small_group_takes_the_smallest_other_with_it_where_groups_add_up() -> None:
    assert hidden_sizes([30, 3, 12], add_up=True) == {1, 2}
    assert hidden_sizes([30, 3, 12], add_up=False) == {1}


def _lonely(counts: list[list[int]], hidden: set[Cell], cell: Cell) -> bool:
    i, j = cell
    across = [c for c in hidden if c[0] == i]
    down = [c for c in hidden if c[1] == j]
    return (len(across) == 1 and len(counts[0]) > 1) or (len(down) == 1 and len(counts) > 1)


def _tiny_sums(counts: list[list[int]], cell: Cell) -> bool:
    """A whole row or column of fewer than five: that sum is itself hidden in the table it stands in."""
    return sum(counts[cell[0]]) < 5 or sum(line[cell[1]] for line in counts) < 5
