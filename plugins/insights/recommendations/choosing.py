"""Which sentences speak for a recommendation: of the most typical contributions, a few that differ from each other."""

from collections.abc import Mapping, Sequence

import numpy as np

from core.sdk import stems_of
from plugins.insights.algorithms.frame import Frame, Matrix
from plugins.insights.quotations import Source, Words
from plugins.insights.recommendations.against import speaks_against
from plugins.insights.vectors import Kept

FOR = 4
AGAINST = 3
_STANDS_OUT = 1.8  # no sign in the words, but it leans far more against than the others
_OTHERWISE = -1.5  # signs in the words of one that leans far to the other side: they mean something else
_FIT = (5, 45)  # words: a sentence that can stand alone


def typical(kept: Kept, *, most: int = FOR) -> list[int]:
    """Ids: first the one that most others are like, then those that add most."""
    if not kept.ids:
        return []
    values = Frame(kept.values, kept.languages).place(kept.values, kept.languages)
    alike = np.clip(values @ values.T, 0, 1)
    return [kept.ids[at] for at in _spread_out(alike, min(most, len(kept.ids)))]


def _spread_out(alike: Matrix, most: int) -> list[int]:
    chosen: list[int] = []
    covered = np.zeros(len(alike), np.float32)
    while len(chosen) < most:
        gain = np.maximum(alike, covered).sum(axis=1) - covered.sum()
        gain[chosen] = -1
        chosen.append(int(gain.argmax()))
        covered = np.maximum(covered, alike[chosen[-1]])
    return chosen


def telling_sentence(words: Words, about: Sequence[str]) -> Source | None:
    """The sentence that names most of what the theme is about."""
    fit = [n for n, text in enumerate(words.sentences) if _FIT[0] <= len(text.split()) <= _FIT[1]]
    among = fit or [n for n, text in enumerate(words.sentences) if text.strip()]
    if not among:
        return None
    wanted = {stem for word in about for stem in stems_of(word, words.language)}
    best = max(
        among, key=lambda n: (len(wanted.intersection(stems_of(words.sentences[n], words.language))), -n)
    )
    return words.source(best)


def those_against(
    every: Sequence[Words], lean: Mapping[int, float] | None = None, *, most: int = AGAINST
) -> list[Source]:
    """A sentence each of those that speak most clearly against something: by signs in the words, by where they lean, or both."""
    leans = lean or {}
    found: list[tuple[float, int, Source]] = []
    for at, words in enumerate(every):
        signs = [(speaks_against(text), -n) for n, text in enumerate(words.sentences)]
        strength, number = max(signs, default=(0, 0))
        leaning = leans.get(words.id, 0.0)
        if strength and leaning > _OTHERWISE:
            found.append((-min(strength, 2) - leaning, at, words.source(-number)))
        elif leaning >= _STANDS_OUT and (n := _can_stand_alone(words)) is not None:
            found.append((-leaning, at, words.source(n)))
    return [source for _strength, _at, source in sorted(found, key=lambda each: each[:2])[:most]]


def _can_stand_alone(words: Words) -> int | None:
    """The first sentence of a fit length."""
    return next(
        (n for n, text in enumerate(words.sentences) if _FIT[0] <= len(text.split()) <= _FIT[1]), None
    )
