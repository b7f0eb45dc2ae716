"""Names and addresses made comparable, so that the same person on two sheets is seen."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^a-z0-9æøå]+")
_ACCENTS = str.maketrans("", "", "".join(map(chr, range(0x300, 0x370))))
_KEPT = {"å": "\x01", "ø": "\x02", "æ": "\x03"}


def key_of(text: str) -> str:
    """Small letters, without accents and signs; æ, ø and å stay letters of their own. The order of words does not count."""
    low = unicodedata.normalize("NFC", text).casefold()
    for letter, mark in _KEPT.items():
        low = low.replace(letter, mark)
    bare = unicodedata.normalize("NFD", low).translate(_ACCENTS)
    for letter, mark in _KEPT.items():
        bare = bare.replace(mark, letter)
    return " ".join(sorted(_NOT_WORD.sub(" ", bare).split()))


def place_key(address: str, postcode: str) -> str:
    return f"{key_of(address)}|{postcode}"
