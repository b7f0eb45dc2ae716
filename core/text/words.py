"""Words of a text and their stems, for comparing texts by what they are about."""

import re
import unicodedata
from functools import cache
from threading import local

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_LONGEST = 20_000
_STEMMERS = {
    "nb": "norwegian", "nn": "norwegian", "no": "norwegian", "en": "english", "da": "danish", "sv": "swedish",
    "de": "german", "es": "spanish", "ca": "catalan", "fr": "french", "fi": "finnish", "nl": "dutch",
    "it": "italian", "pt": "portuguese", "ru": "russian", "ar": "arabic", "hu": "hungarian", "ro": "romanian",
}  # fmt: skip
_own = local()


def words_of(text: str) -> list[str]:
    """The words, in small letters, in order. Numbers are words."""
    return _WORD.findall(unicodedata.normalize("NFKC", text[:_LONGEST]).lower())


def stems_of(text: str, language: str = "") -> list[str]:
    """The words' stems, by the rules of the language where we have them."""
    name = _STEMMERS.get(language)
    words = words_of(text)
    return _stemmer(name).stemWords(words) if name else words


def _stemmer(name: str) -> Stemmer.Stemmer:
    """One for each thread: they keep what they have seen."""
    kept = getattr(_own, "stemmers", None)
    if kept is None:
        kept = _own.stemmers = cache(Stemmer.Stemmer)
    stemmer: Stemmer.Stemmer = kept(name)
    return stemmer
