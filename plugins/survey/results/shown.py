"""Results as they may be shown: small groups are hidden here, for everybody, staff too."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.sdk import Localized, Text
from plugins.survey.model import QuestionKind
from plugins.survey.results.hide import Cell, hidden_cells, hidden_sizes, is_small
from plugins.survey.results.layout import MEASURED
from plugins.survey.results.measure import Measured, measure
from plugins.survey.results.reading import Answered
from plugins.survey.results.tally import (
    Asked,
    Counted,
    Groups,
    answered_by,
    asked_in,
    can_divide,
    count,
    divided_by,
    everyone,
)

Label = Text | Localized | str
ORDERED = frozenset({QuestionKind.SCALE, QuestionKind.RATING, QuestionKind.SENTIMENT})


@dataclass(frozen=True, slots=True)
class Table:
    """`counts`: a line for each answer, a number for each group; None is hidden. `n` likewise."""

    title: Label
    labels: tuple[Label, ...]
    counts: tuple[tuple[int | None, ...], ...]
    n: tuple[int | None, ...]

    @property
    def hides(self) -> bool:
        return any(count is None for line in self.counts for count in line)

    def share(self, line: int, group: int = 0) -> float | None:
        """Per cent of those in the group who answered."""
        part, whole = self.counts[line][group], self.n[group]
        return None if part is None or not whole else round(100 * part / whole, 1)


@dataclass(frozen=True, slots=True)
class Result:
    """One question. `n`: how many answered it; None where that is fewer than five but not nobody."""

    asked: Asked
    n: int | None
    tables: tuple[Table, ...] = ()
    measured: Measured | None = None
    average: float | None = None

    @property
    def hides(self) -> bool:
        return self.n is None or any(table.hides for table in self.tables)


@dataclass(frozen=True, slots=True)
class Results:
    """`by` divides; `dividers` are those that could."""

    total: int
    versions: int
    questions: tuple[Result, ...]
    groups: tuple[Label, ...]
    by: Asked | None
    dividers: tuple[Asked, ...] = field(default=())

    @property
    def hides(self) -> bool:
        return any(each.hides for each in self.questions)


def results_of(versions: Sequence[Answered], *, by: str = "") -> Results:
    """All questions. `by`: the key of a closed question to divide by; one that cannot is passed over."""
    asked = asked_in(versions)
    dividers = tuple(each for each in asked if can_divide(each))
    divider = next((each for each in dividers if each.question.key == by), None)
    groups = divided_by(versions, divider) if divider else everyone(versions)
    return Results(
        total=sum(version.count for version in versions),
        versions=len([version for version in versions if version.count]),
        questions=tuple(_result(versions, each, groups) for each in asked if each is not divider),
        groups=groups.labels,
        by=divider,
        dividers=dividers,
    )


def _result(versions: Sequence[Answered], asked: Asked, groups: Groups) -> Result:
    all_of_them = everyone(versions)
    n = answered_by(versions, asked, all_of_them)[0]
    if is_small(n):
        return Result(asked, None)
    if asked.question.kind in MEASURED:
        return Result(asked, n, measured=measure(versions, asked, groups))
    counted = count(versions, asked, groups)
    tables = tuple(_table(each, groups) for each in counted)
    return Result(asked, n, tables, average=_average(asked, counted, groups))


def _table(counted: Counted, groups: Groups) -> Table:
    grid = [[int(each) for each in line] for line in counted.grid]
    gone = hidden_sizes(counted.n, add_up=groups.divided and not groups.overlap)
    hidden = hidden_cells(
        grid,
        first=_first(counted, grid, gone),
        rows_add_up=groups.divided and not groups.overlap,
        columns_add_up=counted.adds_up,
    )
    counts = tuple(
        tuple(None if (i, j) in hidden else each for j, each in enumerate(line))
        for i, line in enumerate(grid)
    )
    return Table(
        counted.title,
        counted.labels,
        counts,
        tuple(None if g in gone else n for g, n in enumerate(counted.n)),
    )


def _first(counted: Counted, grid: list[list[int]], gone: set[int]) -> set[Cell]:
    """Small cells; where several may be chosen also those that all but a few chose; and all of a hidden group."""
    found = set()
    for i, line in enumerate(grid):
        for j, each in enumerate(line):
            nearly_all = not counted.adds_up and is_small(counted.n[j] - each)
            if is_small(each) or nearly_all or j in gone:
                found.add((i, j))
    return found


def _average(asked: Asked, counted: Sequence[Counted], groups: Groups) -> float | None:
    """Of a scale, for everybody. With hidden cells it would help to work them out: then it is left out too."""
    if asked.question.kind not in ORDERED or groups.divided or not counted[0].n[0]:
        return None
    only = counted[0]
    if _table(only, groups).hides:
        return None
    total = sum(int(key) * int(n) for key, n in zip(only.keys, only.grid[:, 0], strict=True))
    return round(total / only.n[0], 1)
