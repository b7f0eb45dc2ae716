"""Groups of vectors: centred for each language, half-whitened, k-means on the unit sphere. The same input gives the same groups.

Why so: vectors of one model all point much the same way, and those of one language point the same way more than those of one
subject. Measured on labelled texts: docs/insights-quality.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Labels = NDArray[np.int64]

_SEED = 20_261_125
_OWN_MIDDLE = 20  # texts in a language before it has a middle of its own
_DIMENSIONS = 64
_ENOUGH_TO_WHITEN = 150  # fewer rows than twice the dimensions tell nothing of their spread
_ROUNDS = 25
_TRIES = 4
_MOST, _FEWEST = 40, 2
_SAMPLE = 4_000  # rows are enough to know the axes by
_TINY = 1e-6


@dataclass(frozen=True)
class Grouping:
    """`labels[n]` is the group of row n, −1 where it lies in none. `closeness[n]`: to the middle of its group, −1 to 1."""

    labels: Labels
    centres: Matrix
    closeness: NDArray[np.float32]


def spread(values: Any, languages: Sequence[str]) -> Matrix:
    """Vectors whose likeness is likeness of subject: of length one, each language around its own middle, half-whitened."""
    rows = np.array(values, dtype=np.float32)
    if len(rows) < 3:  # noqa: PLR2004 - two cannot be told apart from their middle
        return _unit(rows)
    spoken = np.array(languages)
    common = rows.mean(axis=0)
    for language in sorted(set(languages)):
        here = spoken == language
        rows[here] -= rows[here].mean(axis=0) if here.sum() >= _OWN_MIDDLE else common
    even = _unit(rows)
    return _unit(_half_whitened(even)) if len(even) >= _ENOUGH_TO_WHITEN else even


def group(
    values: Matrix, *, at_least: int = 3, groups: int | None = None, seeds: Matrix | None = None
) -> Grouping:
    """Groups of at least `at_least` rows; smaller ones are dissolved. `groups`: so many; otherwise by how many rows there are.

    `seeds`: directions to begin from, topics that are known to be there.
    """
    count = len(values)
    wanted = min(
        groups or _how_many(count), count, max(1, count // max(1, at_least)) if groups is None else count
    )
    if count == 0 or wanted < 1:
        return Grouping(
            np.full(count, -1),
            np.zeros((0, values.shape[1] if values.ndim > 1 else 0), np.float32),
            np.zeros(count, np.float32),
        )
    random = np.random.default_rng(_SEED)
    best: tuple[float, Labels, Matrix] | None = None
    for _try in range(_TRIES):
        labels, centres, closeness = _means(values, _begin(values, wanted, random, seeds))
        fit = float(closeness.sum())
        if best is None or fit > best[0] + _TINY:
            best = (fit, labels, centres)
    assert best is not None  # noqa: S101 - there is at least one try
    return _without_small(values, best[1], best[2], at_least)


def parents(centres: Matrix) -> Labels:
    """An upper group for each group: about the square root of how many there are."""
    wanted = int(np.clip(round(len(centres) ** 0.5), _FEWEST, 9))
    found = group(centres, at_least=1, groups=min(wanted, len(centres)))
    order = {int(label): n for n, label in enumerate(dict.fromkeys(found.labels.tolist()))}
    return np.array([order[int(label)] for label in found.labels], dtype=np.int64)


def nearest(values: Matrix, centres: Matrix) -> tuple[Labels, NDArray[np.float32]]:
    """The closest centre for each row, and how close it is."""
    near = values @ centres.T
    labels = near.argmax(axis=1)
    return labels.astype(np.int64), near[np.arange(len(values)), labels].astype(np.float32)


def _how_many(count: int) -> int:
    """8 groups of 100 texts, 14 of 500, 22 of 2,000, 40 of 20,000: as many as a person can look through."""
    return int(np.clip(round(2.1 * count**0.31), _FEWEST, _MOST))


def _begin(values: Matrix, wanted: int, random: np.random.Generator, seeds: Matrix | None) -> Matrix:
    """k-means++ (Arthur & Vassilvitskii 2007): each next centre far from those that there are."""
    known = [] if seeds is None else list(seeds[:wanted])
    centres = known or [values[random.integers(len(values))]]
    away = 1 - values @ np.stack(centres).T
    left = np.clip(away.min(axis=1), 0, None)
    while len(centres) < wanted and left.sum() > _TINY:
        centres.append(values[random.choice(len(values), p=left / left.sum())])
        left = np.minimum(left, np.clip(1 - values @ centres[-1], 0, None))
    return np.stack(centres)


def _means(values: Matrix, centres: Matrix) -> tuple[Labels, Matrix, NDArray[np.float32]]:
    labels, closeness = nearest(values, centres)
    for _round in range(_ROUNDS):
        sums = np.zeros_like(centres)
        np.add.at(sums, labels, values)
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(length > _TINY, sums / np.maximum(length, _TINY), centres).astype(np.float32)
        now, closeness = nearest(values, centres)
        if (now == labels).all():
            break
        labels = now
    return labels, centres, closeness


def _without_small(values: Matrix, labels: Labels, centres: Matrix, at_least: int) -> Grouping:
    """What lay in a group that is too small goes to the nearest of the others; where there is none, it lies in none."""
    sizes = np.bincount(labels, minlength=len(centres))
    large = np.flatnonzero(sizes >= at_least)
    if not len(large):
        return Grouping(np.full(len(values), -1, np.int64), centres[:0], np.zeros(len(values), np.float32))
    kept = centres[large]
    labels, closeness = nearest(values, kept)
    return Grouping(labels, kept, closeness)


def _half_whitened(rows: Matrix) -> Matrix:
    """Directions in which everything differs count less: each principal axis is divided by the root of its spread."""
    _left, sizes, axes = np.linalg.svd(rows[:: len(rows) // _SAMPLE + 1], full_matrices=False)
    kept = sizes > sizes[0] * 1e-3 if len(sizes) and sizes[0] > _TINY else np.zeros(len(sizes), bool)
    kept[_DIMENSIONS:] = False
    if not kept.any():
        return rows
    scaled = (rows @ axes[kept].T) / np.sqrt(sizes[kept] / sizes[0])
    return np.asarray(scaled, np.float32)


def _unit(rows: Matrix) -> Matrix:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, _TINY), np.float32)
