"""Signs of spam, each with its reason. They put a text in a human's queue and do nothing else."""

import re
from collections import Counter

from core.sdk import Flag, FlagKind, words_of

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_REPEATED_LETTER = re.compile(r"(\S)\1{9,}")
_SELLING = frozenset(
    """viagra cialis casino kasino gambling betting bitcoin krypto crypto forex seo backlinks escort
    forbrukslån refinansiering whatsapp telegram loan loans jackpot rabattkode promo""".split()  # noqa: SIM905 - reads better
)
_FEW_WORDS, _MANY_LINKS, _SHOUT_FROM, _SHOUT, _REPEAT_FROM, _REPEAT = 8, 3, 40, 0.7, 12, 0.5


def spam_flags(text: str) -> tuple[Flag, ...]:
    """What a moderator may want to look at."""
    links, words = _LINK.findall(text), words_of(_LINK.sub(" ", text))
    return (*_links(links, words), *_selling(words, links), *_repeated(text, words), *_shouting(text))


def _flag(reason: str, found: str, weight: float) -> tuple[Flag, ...]:
    return (Flag(kind=FlagKind.SPAM, reason=reason, found=found[:80], weight=weight),)


def _links(links: list[str], words: list[str]) -> tuple[Flag, ...]:
    if len(links) > _MANY_LINKS or (links and len(words) < _FEW_WORDS):
        return _flag("links", links[0], 0.6)
    return ()


def _selling(words: list[str], links: list[str]) -> tuple[Flag, ...]:
    found = sorted(_SELLING.intersection(words))
    if len(found) > 1 or (found and links):
        return _flag("selling", ", ".join(found), 0.7)
    return ()


def _repeated(text: str, words: list[str]) -> tuple[Flag, ...]:
    run = _REPEATED_LETTER.search(text)
    if run and run[1].isalnum():
        return _flag("repeated", run[0], 0.5)
    if len(words) >= _REPEAT_FROM:
        word, times = Counter(words).most_common(1)[0]
        if times / len(words) >= _REPEAT:
            return _flag("repeated", word, 0.5)
    return ()


def _shouting(text: str) -> tuple[Flag, ...]:
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) >= _SHOUT_FROM and sum(map(str.isupper, letters)) / len(letters) >= _SHOUT:
        return _flag("shouting", "", 0.3)
    return ()
