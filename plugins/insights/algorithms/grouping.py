"""Groups of texts that say related things, in a few levels: k-means on the unit sphere. The same input gives the same groups."""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from plugins.insights.algorithms.frame import Matrix

Numbers = NDArray[np.int64]

_ROUNDS = 30
_STARTS = 4
_MANY = 5_000  # so many texts give much the same groups from any start: two are enough
_STARTS_OF_MANY = 2
_SEED = 20_260
_SEED_WEIGHS = 3.0  # a given centre counts as so many texts: it names a group and still moves
_SPLIT_FROM = 24  # a group with fewer has no groups within
_ONE_IN = 14  # texts a group, at the finest level
_MOST = (16, 6)


class Grouping(msgspec.Struct, frozen=True, kw_only=True):
    """For each text its group, how near it is to the middle of it, and the middles."""

    groups: Numbers
    nearness: Matrix
    centres: Matrix

    @property
    def count(self) -> int:
        return len(self.centres)


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """A group with the rows that are in it, the most central first, and the groups within it."""

    rows: tuple[int, ...]
    centre: Matrix
    seed: int | None = None  # which of the given centres it grew from
    within: tuple["Branch", ...] = ()


def group(vectors: Matrix, count: int, seeds: Matrix | None = None) -> Grouping:
    """`count` groups at most, of vectors of length one. `seeds`: middles to begin with, the first groups in the answer."""
    given = np.zeros((0, vectors.shape[1]), np.float32) if seeds is None else seeds
    if not len(vectors):
        return _none(vectors)
    wanted = min(max(1, count, len(given)), len({row.tobytes() for row in vectors}))
    given = given[:wanted]
    starts = _STARTS if len(vectors) < _MANY else _STARTS_OF_MANY
    runs = [_run(vectors, _start(vectors, wanted, given, at), given) for at in range(starts)]
    return max(runs, key=lambda run: float(run.nearness.sum()))


def tree(vectors: Matrix, *, top: int | None = None, seeds: Matrix | None = None) -> tuple[Branch, ...]:
    """Two levels: how many groups there are follows from how many texts there are, unless `top` is given."""
    rows = np.arange(len(vectors))
    given = 0 if seeds is None else len(seeds)
    return _branches(vectors, rows, max(top or wanted_groups(len(rows)), given), seeds, deeper=True)


def wanted_groups(texts: int) -> int:
    """Few enough to be read on one page: 1 text 1, 100 texts 6, 1,500 texts 13, 20,000 texts 16."""
    return max(1, min(_MOST[0], round(1.35 * texts**0.32))) if texts else 0


def _branches(
    vectors: Matrix, rows: Numbers, count: int, seeds: Matrix | None, *, deeper: bool
) -> tuple[Branch, ...]:
    made = group(vectors[rows], count, seeds)
    found = []
    for number in range(made.count):
        inside = np.flatnonzero(made.groups == number)
        ordered = rows[inside[np.argsort(-made.nearness[inside], kind="stable")]]
        grown = number if seeds is not None and number < len(seeds) else None
        if not len(ordered) and grown is None:
            continue
        within = _within(vectors, ordered) if deeper else ()
        found.append(Branch(rows=_plain(ordered), centre=made.centres[number], seed=grown, within=within))
    return tuple(sorted(found, key=lambda branch: -len(branch.rows)))


def _within(vectors: Matrix, rows: Numbers) -> tuple[Branch, ...]:
    if len(rows) < _SPLIT_FROM:
        return ()
    count = min(_MOST[1], max(2, len(rows) // _ONE_IN))
    return _branches(vectors, rows, count, None, deeper=False)


def _plain(rows: Numbers) -> tuple[int, ...]:
    return tuple(int(row) for row in rows)


def _none(vectors: Matrix) -> Grouping:
    return Grouping(groups=np.zeros(0, np.int64), nearness=np.zeros(0, np.float32), centres=vectors[:0])


def _start(vectors: Matrix, count: int, given: Matrix, attempt: int) -> Matrix:
    """Beginning middles far from one another (k-means++), after those that are given."""
    chance = np.random.default_rng(_SEED + attempt)
    centres = list(given) or [vectors[int(chance.integers(len(vectors)))]]
    distance = 1 - (vectors @ np.vstack(centres).T).max(axis=1)
    while len(centres) < count:
        weight = np.maximum(distance, 0).astype(np.float64) + 1e-12
        centres.append(vectors[int(chance.choice(len(vectors), p=weight / weight.sum()))])
        distance = np.minimum(distance, 1 - vectors @ centres[-1])
    return np.asarray(np.vstack(centres), np.float32)


def _run(vectors: Matrix, centres: Matrix, given: Matrix) -> Grouping:
    groups = np.full(len(vectors), -1, np.int64)
    for _ in range(_ROUNDS):
        near = vectors @ centres.T
        now = near.argmax(axis=1)
        if np.array_equal(now, groups):
            break
        groups = now
        centres = _middles(vectors, groups, centres, given)
    near = vectors @ centres.T
    groups = near.argmax(axis=1)
    return Grouping(groups=groups, nearness=near[np.arange(len(near)), groups], centres=centres)


def _middles(vectors: Matrix, groups: Numbers, centres: Matrix, given: Matrix) -> Matrix:
    """The mean of each group, of length one; a group that nobody is in keeps its middle."""
    from scipy.sparse import csr_matrix

    member = (np.ones(len(groups), np.float32), (groups, np.arange(len(groups))))
    sums = np.asarray(csr_matrix(member, shape=(len(centres), len(groups))) @ vectors, np.float32)
    sums[: len(given)] += _SEED_WEIGHS * given
    length = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(np.where(length > 1e-6, sums / np.maximum(length, 1e-6), centres), np.float32)  # noqa: PLR2004 - rounding


def place(vectors: Matrix, centres: Sequence[Matrix] | Matrix) -> tuple[Numbers, Matrix]:
    """Where new texts belong among groups that exist: the group of each, and how near it is."""
    near = vectors @ np.vstack(list(centres)).T
    groups = near.argmax(axis=1)
    return groups, near[np.arange(len(near)), groups]
