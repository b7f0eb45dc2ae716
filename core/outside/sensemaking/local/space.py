"""Likeness of texts within one call: raw vectors of this model all point much the same way, so their mean is taken out first."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def spread(vectors: Any, mean: Floats | None = None) -> Floats:
    """Centred, and of length one. A single vector, or all alike, stays what it is."""
    centre = vectors.mean(axis=0) if mean is None else mean
    away = vectors - centre
    length = np.linalg.norm(away, axis=1, keepdims=True)
    return np.asarray(np.where(length > 1e-6, away / np.maximum(length, 1e-6), vectors), np.float32)  # noqa: PLR2004 - rounding
