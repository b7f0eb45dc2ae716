"""How well two ways of grouping the same people agree: the adjusted Rand index (Hubert and Arabie, 1985)."""

import numpy as np

from plugins.deliberation.opinion.votes import Floats, Ints


def adjusted_rand(one: Ints, other: Ints) -> float:
    """1: the same groups, whatever they are called. 0: what chance gives."""
    both = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(both, (one, other), 1)
    together = _pairs(both).sum()
    rows, columns = _pairs(both.sum(axis=1)).sum(), _pairs(both.sum(axis=0)).sum()
    chance = rows * columns / max(1.0, float(_pairs(both.sum())))
    most = (rows + columns) / 2
    return 1.0 if most == chance else float((together - chance) / (most - chance))


def _pairs(count: Floats) -> Floats:
    pairs: Floats = count * (count - 1) / 2
    return pairs
