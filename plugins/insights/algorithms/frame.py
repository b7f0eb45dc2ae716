"""The frame in which vectors are compared: each language's own middle is taken out, so that groups follow topic, not language."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
_LEAN = 10.0  # a language with few texts leans on the middle of all
_ENOUGH = 60  # below this the directions of few texts say nothing about directions in general
_HALF = -0.25  # half-whitened: each direction divided by the root of its spread
_DIRECTIONS = 24  # the widest: what texts differ in beside them is mostly noise
_FLOOR = 0.1  # of the widest: narrower ones are not blown up


class Frame:
    """Made once from many vectors, then used for those that come later, so that both can be compared."""

    def __init__(self, vectors: Any, languages: Sequence[str]) -> None:
        """Raises ValueError where there is nothing to make it of."""
        if not len(vectors):
            raise ValueError("no vectors")
        matrix = np.asarray(vectors, np.float32)
        self._middle = matrix.mean(axis=0)
        self._middles = self._of_languages(matrix, languages)
        self._turn = _half_whitening(self._away(matrix, languages)) if len(matrix) >= _ENOUGH else None

    def place(self, vectors: Any, languages: Sequence[str], *, whitened: bool = True) -> Matrix:
        """The vectors as they stand in this frame, each of length one. `whitened` is for grouping; a classifier that weighs
        the directions itself does better without.
        """
        matrix = np.asarray(vectors, np.float32)
        away = self._away(matrix, languages)
        turned = away if self._turn is None or not whitened else away @ self._turn
        length = np.linalg.norm(turned, axis=1, keepdims=True)
        return np.asarray(turned / np.maximum(length, 1e-6), np.float32)

    def _of_languages(self, matrix: Matrix, languages: Sequence[str]) -> dict[str, Matrix]:
        spoken = np.asarray(languages)
        return {
            language: self._leaning(matrix[spoken == language])
            for language in sorted(set(languages))
            if language
        }

    def _leaning(self, own: Matrix) -> Matrix:
        share = len(own) / (len(own) + _LEAN)
        return np.asarray(share * own.mean(axis=0) + (1 - share) * self._middle, np.float32)

    def _away(self, matrix: Matrix, languages: Sequence[str]) -> Matrix:
        if not len(matrix):
            return matrix
        middles = np.vstack([self._middles.get(each, self._middle) for each in languages])
        return np.asarray(matrix - middles, np.float32)


def _half_whitening(away: Matrix) -> Matrix:
    """The widest directions; those in which all texts differ a little count more, those in which they differ a lot count less."""
    spread, directions = np.linalg.eigh(away.T @ away / len(away))
    widest = np.maximum(spread[-_DIRECTIONS:], _FLOOR * spread[-1] + 1e-9)
    return np.asarray(directions[:, -_DIRECTIONS:] * widest**_HALF, np.float32)
