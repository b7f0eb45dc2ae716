"""Is a claim borne out by the sentences it points to? Without a language model: by its words, its numbers and its meaning."""

import re
from collections.abc import Sequence

from core.outside.sensemaking.local.extracts import Embeds
from core.outside.sensemaking.local.words import stop_words
from core.outside.sensemaking.shapes import Claim, Item, Verdict
from core.text.words import stems_of, words_of

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NOT = frozenset(
    [
        "ikke",
        "ikkje",
        "ingen",
        "inkje",
        "aldri",
        "not",
        "no",
        "never",
        "none",
        "nobody",
        "nicht",
        "kein",
        "keine",
        "inte",
    ]
)
_YES, _PARTLY = 0.6, 0.3
_SAME_MEANING = 0.9


async def judge(engine: Embeds, claims: Sequence[Claim], items: Sequence[Item]) -> tuple[Verdict, ...]:
    """One verdict a claim. What cannot be shown to hold is not said to hold."""
    by_number = {item.number: item for item in items}
    sources = [_cited(claim, by_number) for claim in claims]
    verdicts = [_by_words(claim.text, source) for claim, source in zip(claims, sources, strict=True)]
    unsure = [at for at, verdict in enumerate(verdicts) if verdict is Verdict.PARTLY]
    if unsure:
        near = await engine.embed(
            [claims[at].text for at in unsure] + [" ".join(sources[at]) for at in unsure]
        )
        matrix = near.matrix()
        for row, at in enumerate(unsure):
            if float(matrix[row] @ matrix[row + len(unsure)]) >= _SAME_MEANING:
                verdicts[at] = Verdict.YES
    return tuple(verdicts)


def _cited(claim: Claim, by_number: dict[int, Item]) -> list[str]:
    """The sentences as they stand; a number that is out of range points to nothing."""
    return [
        by_number[cite.item].sentences[cite.sentence]
        for cite in claim.cites
        if cite.item in by_number and 0 <= cite.sentence < len(by_number[cite.item].sentences)
    ]


def _by_words(text: str, sources: list[str]) -> Verdict:
    if not sources:
        return Verdict.NO
    if text.strip() in (source.strip() for source in sources):
        return Verdict.YES
    source = " ".join(sources)
    if not set(_NUMBER.findall(text)) <= set(_NUMBER.findall(source)) or _denies(text) != _denies(source):
        return Verdict.NO
    said, there = _telling(text), _telling(source)
    share = len(said & there) / max(1, len(said))
    return Verdict.YES if share >= _YES else Verdict.PARTLY if share >= _PARTLY else Verdict.NO


def _denies(text: str) -> bool:
    return not _NOT.isdisjoint(words_of(text))


def _telling(text: str) -> set[str]:
    from core.text.language import language_of

    return set(stems_of(text, language_of(text))) - stop_words()
