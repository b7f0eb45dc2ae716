"""Learns from what staff tagged before: a ridge classifier on vectors, with a topic's description as its first examples."""

from collections.abc import Sequence

import msgspec
import numpy as np

from plugins.insights.algorithms.frame import Matrix

_RIDGE = 0.5
_DESCRIPTION_WEIGHS = 3.0
_SHARP = 5.0
_BEST = 3


class Guess(msgspec.Struct, frozen=True):
    """A topic (its place among those that were taught) and how sure it is, from 0 to 1."""

    topic: int
    confidence: float


class Classifier:
    """Taught once, asked often. `classes` topics, numbered from 0. Its vectors stand in a frame, not whitened."""

    def __init__(
        self,
        examples: Matrix,
        labels: Sequence[int],
        *,
        classes: int,
        descriptions: Matrix | None = None,
    ) -> None:
        """`descriptions`: one vector a topic, in its order. A topic may have no examples, or no description."""
        rows, own, weight = _taught(examples, labels, classes, descriptions)
        self.classes = classes
        self._weights = _ridge(rows, own, weight, classes)

    def guesses(self, vectors: Matrix) -> tuple[tuple[Guess, ...], ...]:
        """For each vector the three likeliest topics, the best first."""
        scores = _SHARP * self._scores(vectors)
        sure = np.exp(scores - scores.max(axis=1, keepdims=True))
        sure /= sure.sum(axis=1, keepdims=True)
        return tuple(
            tuple(Guess(int(at), round(float(row[at]), 3)) for at in np.argsort(-row, kind="stable")[:_BEST])
            for row in sure
        )

    def best(self, vectors: Matrix) -> list[int]:
        """The likeliest topic of each."""
        return [int(each) for each in self._scores(vectors).argmax(axis=1)]

    def _scores(self, vectors: Matrix) -> Matrix:
        return np.asarray(_with_one(vectors) @ self._weights, np.float32)


def _taught(
    examples: Matrix, labels: Sequence[int], classes: int, descriptions: Matrix | None
) -> tuple[Matrix, "np.ndarray[tuple[int], np.dtype[np.int64]]", Matrix]:
    """All rows to learn from. Each topic weighs the same in all, however many examples staff gave it."""
    own = np.asarray(labels, np.int64)
    rows = np.asarray(examples, np.float32)
    weight = np.ones(len(own), np.float32)
    if descriptions is not None and len(descriptions):
        rows = np.vstack([rows.reshape(-1, descriptions.shape[1]), descriptions])
        own = np.concatenate([own, np.arange(len(descriptions))])
        weight = np.concatenate([weight, np.full(len(descriptions), _DESCRIPTION_WEIGHS, np.float32)])
    total = np.bincount(own, weights=weight, minlength=classes)
    even = weight * (total.sum() / np.maximum(1, np.count_nonzero(total)) / np.maximum(total[own], 1e-6))
    return rows, own, np.asarray(even, np.float32)


def _ridge(
    rows: Matrix, own: "np.ndarray[tuple[int], np.dtype[np.int64]]", weight: Matrix, classes: int
) -> Matrix:
    if not len(rows):
        raise ValueError("nothing to learn from")
    target = np.full((len(rows), classes), -1 / max(1, classes - 1), np.float32)
    target[np.arange(len(rows)), own] = 1
    wide = _with_one(rows)
    heavy = wide * weight[:, None]
    inside = wide.T @ heavy + _RIDGE * np.eye(wide.shape[1], dtype=np.float32)
    return np.asarray(np.linalg.solve(inside, heavy.T @ target), np.float32)


def _with_one(vectors: Matrix) -> Matrix:
    return np.hstack([vectors, np.ones((len(vectors), 1), np.float32)])
