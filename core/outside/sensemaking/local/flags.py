"""Words that a moderator may want to look at. Weak by nature: it orders a human's queue and decides nothing."""

from functools import cache

from core.outside.sensemaking.local.words import sections
from core.outside.sensemaking.shapes import Flag, FlagKind
from core.text.words import words_of

_WEIGHT = {"slur": 0.8, "threat": 0.5, "insult": 0.5, "swearing": 0.2}
_ENOUGH = 0.5
# A threat is aimed at somebody: "drep" alone is what a road does to hedgehogs.
_AIMED = frozenset(
    [
        "deg",
        "dere",
        "dykk",
        "han",
        "ham",
        "henne",
        "dem",
        "dei",
        "ordføreren",
        "ordføraren",
        "you",
        "him",
        "her",
        "them",
        "mayor",
    ]
)
_WITHIN = 4


def flags_of(text: str) -> tuple[Flag, ...]:
    """One flag a text at most, for the worst that was found; nothing where it is only a curse."""
    words = words_of(text)
    found = [(kind, at) for at, word in enumerate(words) if (kind := _kind(word))]
    counted = [(kind, at) for kind, at in found if kind != "threat" or _aimed(words, at)]
    weight = min(1.0, sum(_WEIGHT[kind] for kind, _ in counted))
    if weight < _ENOUGH:
        return ()
    worst, at = max(counted, key=lambda each: _WEIGHT[each[0]])
    return (Flag(kind=FlagKind.TOXIC, reason=worst, found=words[at], weight=round(weight, 2)),)


def _aimed(words: list[str], at: int) -> bool:
    return not _AIMED.isdisjoint(words[at + 1 : at + 1 + _WITHIN])


def _kind(word: str) -> str:
    whole, beginnings = _lists()
    if word in whole:
        return whole[word]
    return next((kind for start, kind in beginnings if word.startswith(start)), "")


@cache
def _lists() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    whole: dict[str, str] = {}
    starts: list[tuple[str, str]] = []
    for kind, words in sections("harsh.txt").items():
        for word in words:
            if word.endswith("*"):
                starts.append((word.rstrip("*"), kind))
            else:
                whole[word] = kind
    return whole, tuple(starts)
