"""How well one division of things agrees with another, and how well guesses agree with the truth."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np


class Spread(msgspec.Struct, frozen=True):
    """A figure over several runs: its mean and its standard deviation."""

    mean: float
    deviation: float = 0.0

    def __str__(self) -> str:
        return f"{self.mean:.2f}".lstrip("0") + (
            f" ± {self.deviation:.2f}".replace(" 0.", " .") if self.deviation >= 0.005 else ""  # noqa: PLR2004 - not shown
        )


def spread(values: Sequence[float]) -> Spread:
    return Spread(float(np.mean(values)), float(np.std(values)))


def nmi(one: Sequence[Any], other: Sequence[Any]) -> float:
    """Normalised mutual information: 1 where each tells the other, 0 where neither says anything of the other."""
    table = _table(one, other) / len(one)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    expected = np.outer(rows, columns)
    there = table > 0
    shared = float((table[there] * np.log(table[there] / expected[there])).sum())
    mean = (_entropy(rows) + _entropy(columns)) / 2
    return shared / mean if mean else 1.0


def ari(one: Sequence[Any], other: Sequence[Any]) -> float:
    """Adjusted Rand index: 1 where the divisions are the same, about 0 where they agree as chance would."""
    table = _table(one, other)
    together, rows, columns = _pairs(table), _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0))
    every = len(one) * (len(one) - 1) / 2
    by_chance = rows * columns / every if every else 0.0
    most = (rows + columns) / 2
    return float((together - by_chance) / (most - by_chance)) if most != by_chance else 1.0


def macro_f1(truth: Sequence[Any], guessed: Sequence[Any]) -> float:
    """The mean over topics of F1: a small topic weighs as much as a big one."""
    return float(np.mean([f1(*_of(label, truth, guessed)) for label in sorted(set(truth))]))


def f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def _of(label: Any, truth: Sequence[Any], guessed: Sequence[Any]) -> tuple[int, int, int]:
    pairs = list(zip(truth, guessed, strict=True))
    right = sum(one == other == label for one, other in pairs)
    wrong = sum(other == label != one for one, other in pairs)
    return right, wrong, sum(one == label != other for one, other in pairs)


def _table(one: Sequence[Any], other: Sequence[Any]) -> Any:
    _, rows = np.unique(np.asarray(one), return_inverse=True)
    _, columns = np.unique(np.asarray(other), return_inverse=True)
    table = np.zeros((rows.max() + 1, columns.max() + 1))
    np.add.at(table, (rows, columns), 1)
    return table


def _entropy(shares: Any) -> float:
    there = shares[shares > 0]
    return float(-(there * np.log(there)).sum())


def _pairs(counts: Any) -> float:
    return float((counts * (counts - 1)).sum() / 2)
