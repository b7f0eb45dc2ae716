"""Texts as compiled code may safely see them."""

import unicodedata

LONGEST = 1_500
_LOOK_AT = 3 * LONGEST  # before compatibility forms unfold: one character can become eighteen


def tidy(text: str) -> str:
    """No NUL, no lone surrogates, one form of each character, cut after 1,500."""
    plain = text[:_LOOK_AT].replace("\0", " ").encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFKC", plain)[:LONGEST]


def bare(text: str) -> str:
    """What is left of a text that stopped the model: letters, digits and spaces of its beginning."""
    return "".join(letter for letter in text[:300] if letter.isalnum() or letter == " ")
