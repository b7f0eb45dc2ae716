"""How far each contribution leans against what a recommendation is about, by its meaning. numpy: for jobs only.

Two sentences are made up, one against and one for, and each contribution is held against both. Better than signs in the words,
and still wrong two times in five (measured in `docs/insights-quality.md`), so it only chooses what staff read first.
"""

from collections.abc import Sequence

import numpy as np

from core.sdk import Sensemaker, SensemakerOut
from plugins.insights.vectors import load_vectors

_FEWEST = 12  # below it nothing stands out
_AGAINST_AND_FOR = {
    "nb": (
        "Jeg er imot {}. Det er dårlig, farlig og unødvendig.",
        "Jeg er for {}. Det er bra, trygt og nødvendig.",
    ),
    "nn": (
        "Eg er imot {}. Det er dårleg, farleg og unødvendig.",
        "Eg er for {}. Det er bra, trygt og nødvendig.",
    ),
    "en": (
        "I am against {}. It is bad, dangerous and needless.",
        "I am for {}. It is good, safe and needed.",
    ),
}


async def leaning(
    maker: Sensemaker, *, space: str, ids: Sequence[int], about: str, language: str
) -> dict[int, float]:
    """By contribution: 0 is as the others in the theme, 2 stands out. Empty where it cannot be told."""
    kept = await load_vectors(space=space, ids=ids)
    if len(kept.ids) < _FEWEST or maker.space != space:
        return {}
    pair = _AGAINST_AND_FOR.get(language, _AGAINST_AND_FOR["en"])
    try:
        against, for_it = (await maker.embed([each.format(about) for each in pair])).matrix()
    except SensemakerOut:
        return {}
    lean = kept.values @ (against - for_it)
    spread = float(lean.std())
    if spread < 1e-6:  # noqa: PLR2004 - all the same
        return {}
    away = (lean - np.float32(lean.mean())) / spread
    return {contribution: float(each) for contribution, each in zip(kept.ids, away, strict=True)}
