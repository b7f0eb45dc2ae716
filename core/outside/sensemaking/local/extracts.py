"""Summaries and answers without a language model: people's own sentences, those that together say most of what is said."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from core.outside.sensemaking.local.space import Floats, spread
from core.outside.sensemaking.local.words import stop_words
from core.outside.sensemaking.shapes import Cite, Claim, Item, Vectors
from core.text.words import stems_of, words_of

SENTENCES = (
    300  # more are not looked at one by one: an even share of them is, so that a summary takes seconds
)
_WORDS = (4, 45)
_ALIKE = 0.45
_OTHERS = 12  # how many sentences beside its own a claim points to
_ADDS = 0.02
_STANDS_OUT = 1.3  # standard deviations above the others
_ONE = 2
_BONUS = 0.5


class Embeds(Protocol):
    async def embed(self, texts: Sequence[str], *, query: bool = False) -> Vectors: ...


async def central(engine: Embeds, items: Sequence[Item], *, most: int) -> tuple[Claim, ...]:
    """The sentence that most others are like, and after it those that add most."""
    places = _sentences(items)
    if not places:
        return ()
    vectors = spread((await engine.embed([_at(items, place) for place in places])).matrix())
    alike = np.clip(vectors @ vectors.T, 0, 1)
    chosen: list[int] = []
    covered = np.zeros(len(places), np.float32)
    while len(chosen) < min(most, len(places)):
        gain = np.maximum(alike, covered).sum(axis=1) - covered.sum()
        gain[chosen] = -1
        best = int(gain.argmax())
        if chosen and gain[best] < _ADDS * len(places):
            break
        chosen.append(best)
        covered = np.maximum(covered, alike[best])
    return tuple(_claim(items, places, alike, each) for each in chosen)


async def nearest(engine: Embeds, question: str, items: Sequence[Item], *, most: int) -> tuple[Claim, ...]:
    """The sentences that stand out as near to the question, no two alike. None may stand out."""
    places = _sentences(items)
    if not places or not question.strip():
        return ()
    texts = [_at(items, place) for place in places]
    raw = (await engine.embed(texts)).matrix()
    asked = (await engine.embed([question], query=True)).matrix()[0]
    score = _standing_out(raw @ asked) + _BONUS * _shared(question, texts, items[0].language)
    alike = np.clip(spread(raw) @ spread(raw).T, 0, 1)
    chosen: list[int] = []
    for each in np.argsort(-score):
        if score[each] < _STANDS_OUT or len(chosen) == most:
            break
        if all(alike[each, other] < _ALIKE for other in chosen):
            chosen.append(int(each))
    near = score >= _STANDS_OUT
    return tuple(_claim(items, places, alike * near, each) for each in chosen)


def _standing_out(near: Floats) -> Floats:
    if len(near) <= _ONE:
        return np.zeros_like(near)
    return np.asarray((near - near.mean()) / max(float(near.std()), 0.005), np.float32)


def _shared(question: str, texts: list[str], language: str) -> Floats:
    """How many of the question's own words each text holds: at most four count."""
    stop = stop_words()
    asked = {
        stem
        for word, stem in zip(words_of(question), stems_of(question, language), strict=True)
        if word not in stop
    }
    return np.array([min(4, len(asked.intersection(stems_of(text, language)))) for text in texts], np.float32)


def _claim(items: Sequence[Item], places: list[tuple[int, int]], alike: Floats, chosen: int) -> Claim:
    """The sentence itself, and where others say much the same."""
    order = [int(other) for other in np.argsort(-alike[chosen]) if alike[chosen, other] >= _ALIKE]
    others = [other for other in order if other != chosen][:_OTHERS]
    cites = [Cite(items[places[at][0]].number, places[at][1]) for at in (chosen, *others)]
    return Claim(text=_at(items, places[chosen]), cites=tuple(cites), verbatim=True)


def _at(items: Sequence[Item], place: tuple[int, int]) -> str:
    return items[place[0]].sentences[place[1]]


def _sentences(items: Sequence[Item]) -> list[tuple[int, int]]:
    """Those that can stand alone: neither a word or two nor a whole page. Where none can, all that say something."""
    every = [
        (at, number)
        for at, item in enumerate(items)
        for number, sentence in enumerate(item.sentences)
        if sentence.strip()
    ]
    fit = [place for place in every if _WORDS[0] <= len(_at(items, place).split()) <= _WORDS[1]]
    kept = fit or every
    step = max(1.0, len(kept) / SENTENCES)
    return [kept[int(at * step)] for at in range(min(len(kept), SENTENCES))]
