"""Vectors from words alone, where the model does not run: stems and pieces of words, hashed. Marked 'by words only'."""

import math
from array import array
from collections import Counter
from collections.abc import Sequence
from zlib import crc32

from core.outside.sensemaking.local.tidy import tidy
from core.text.language import language_of
from core.text.words import stems_of

SPACE = "words-1"
DIM = 384
_PIECE = 4
_PIECES_WEIGH = 0.4


def embed_words(texts: Sequence[str]) -> bytes:
    """One row a text, of length one. A text without words gets a direction of its own, the same for all such."""
    return b"".join(_row(tidy(text)).tobytes() for text in texts)


def _row(text: str) -> "array[float]":
    row = array("f", bytes(4 * DIM))
    for what, times in Counter(_features(text)).items():
        spot = crc32(what.encode())
        weight = (1 + math.log(times)) * (_PIECES_WEIGH if what.startswith("#") else 1)
        row[spot % DIM] += weight if spot & 0x8000_0000 else -weight
    length = math.sqrt(sum(value * value for value in row))
    if length == 0:
        row[0] = length = 1.0
    return array("f", [value / length for value in row])


def _features(text: str) -> list[str]:
    stems = [stem for stem in stems_of(text, language_of(text)) if len(stem) > 2]  # noqa: PLR2004 - "på", "of"
    pieces = [f"#{stem[at : at + _PIECE]}" for stem in stems for at in range(max(1, len(stem) - _PIECE + 1))]
    return stems + pieces
