"""Numbers and dates: the middle, the spread, and intervals that each hold enough people to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

import numpy as np
import numpy.typing as npt

from core.sdk import say_date, say_number
from plugins.survey.model import QuestionKind
from plugins.survey.results.hide import SMALL, hidden_sizes, is_small
from plugins.survey.results.reading import Answered
from plugins.survey.results.tally import Asked, Groups

Values = npt.NDArray[np.float64]
_MOST_BINS = 10
_NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Measured:
    """`average` and `middle` are said for each group; None where it is too small. `bins` are of everybody."""

    n: tuple[int | None, ...]
    average: tuple[str | None, ...]
    middle: tuple[str | None, ...]
    bins: tuple[tuple[str, int], ...]


def measure(versions: Sequence[Answered], asked: Asked, groups: Groups) -> Measured:
    is_date = asked.question.kind is QuestionKind.DATE
    found = [_values(versions, asked, groups, g) for g in range(len(groups.keys))]
    everyone = found[0] if not groups.divided else np.array([], np.float64)
    sizes = [len(values) for values in found]
    gone = hidden_sizes(sizes, add_up=groups.divided and not groups.overlap)
    shown = [None if g in gone or not len(values) else values for g, values in enumerate(found)]
    return Measured(
        tuple(None if g in gone else size for g, size in enumerate(sizes)),
        tuple(None if values is None else _said(float(values.mean()), is_date) for values in shown),
        tuple(None if values is None else _said(float(np.median(values)), is_date) for values in shown),
        tuple((_between(low, high, is_date), n) for low, high, n in _bins(everyone)),
    )


def _values(versions: Sequence[Answered], asked: Asked, groups: Groups, group: int) -> Values:
    parts = []
    for at in asked.versions:
        question = versions[at].questionnaire.question(asked.question.key)
        if question is not None:
            values = versions[at].measured(question)[groups.masks[at][group]]
            parts.append(values[~np.isnan(values)])
    return np.concatenate(parts) if parts else np.array([], np.float64)


def _bins(values: Values) -> list[tuple[float, float, int]]:
    """Equal steps of a round size; neighbours are joined until no interval holds one to four people."""
    if len(values) < SMALL:
        return []
    low, high = float(values.min()), float(values.max())
    step = _step((high - low) / _MOST_BINS)
    start = floor(low / step) * step
    count = max(1, ceil((high - start) / step + 1e-9))
    edges = [start + step * n for n in range(count + 1)]
    if edges[-1] <= high:
        edges.append(edges[-1] + step)
    counts = np.histogram(values, edges)[0]
    return _joined([(edges[n], edges[n + 1], int(counts[n])) for n in range(len(counts))])


def _joined(bins: list[tuple[float, float, int]]) -> list[tuple[float, float, int]]:
    while (
        len(bins) > 1
        and (at := next((n for n, each in enumerate(bins) if is_small(each[2])), None)) is not None
    ):
        other = at - 1 if at == len(bins) - 1 or (at > 0 and bins[at - 1][2] <= bins[at + 1][2]) else at + 1
        first, last = min(at, other), max(at, other)
        bins[first : last + 1] = [(bins[first][0], bins[last][1], bins[first][2] + bins[last][2])]
    return bins


def _step(rough: float) -> float:
    if rough <= 0:
        return 1.0
    power = 10 ** floor(log10(rough))
    return max(float(next(nice for nice in _NICE if nice * power >= rough) * power), 1e-6)


def _between(low: float, high: float, is_date: bool) -> str:
    return f"{_said(low, is_date)} – {_said(high, is_date)}"


def _said(value: float, is_date: bool) -> str:
    if is_date:
        return say_date(date.fromordinal(max(1, round(value))))
    return say_number(round(value, 1) if value % 1 else int(value))
