"""Names of municipal services from Los, for groups that are near to one. numpy: for jobs only."""

from typing import Any

from core.sdk import Sensemaker, SensemakerOut
from plugins.insights.los import described, nearest, themes
from plugins.insights.themes.grouping import Plan

_kept: dict[tuple[str, str], Any] = {}  # the same in every place: where the themes of Los lie in a space


async def hints_for(maker: Sensemaker, plan: Plan, *, language: str) -> dict[int, str]:
    """For new themes by their place in the plan; nothing for those that no theme of Los is near to."""
    new = {
        n: piece.middle
        for n, piece in enumerate(plan.pieces)
        if piece.theme_id is None and piece.middle is not None
    }
    if not new or plan.frame is None:
        return {}
    spoken = language if language in ("nb", "nn", "en") else "en"
    try:
        vectors = await _vectors(maker, spoken)
    except SensemakerOut:
        return {}
    import numpy as np

    found = themes()
    placed = plan.frame.place(vectors, [spoken] * len(found))
    middles = np.stack(list(new.values()))
    return {
        n: hint for n, hint in zip(new, nearest(middles, found, placed, language=spoken), strict=True) if hint
    }


async def _vectors(maker: Sensemaker, spoken: str) -> Any:
    key = (maker.space, spoken)
    if key not in _kept:
        _kept[key] = (await maker.embed([described(each, spoken) for each in themes()])).matrix()
    return _kept[key]
