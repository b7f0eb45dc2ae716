"""How much of a selection a summary rests on: counted by code, from the vectors, whatever engine wrote the sentences."""

import numpy as np

from plugins.insights.algorithms.frame import Frame
from plugins.insights.summaries.model import Line
from plugins.insights.vectors import Kept

ALIKE = 0.45  # as near to what a sentence cites as sentences are that say much the same


def cover(lines: list[Line], kept: Kept) -> None:
    """Writes into each line which contributions say much the same as those that it cites."""
    if not kept.ids:
        return
    values = Frame(kept.values, kept.languages).place(kept.values, kept.languages)
    row_of = {each: n for n, each in enumerate(kept.ids)}
    for line in lines:
        cited = [row_of[source.contribution] for source in line.sources if source.contribution in row_of]
        if not cited:
            continue
        middle = values[cited].mean(axis=0)
        middle = middle / max(float(np.linalg.norm(middle)), 1e-6)
        near = np.flatnonzero(values @ middle >= ALIKE)
        line.covers = sorted({kept.ids[int(n)] for n in near} | {kept.ids[n] for n in cited})
