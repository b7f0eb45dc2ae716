"""Typed text made tidy and harmless, without changing what the person wrote."""

import re
import unicodedata

# Joiners and the marks LRM, RLM and ALM stay: they build emoji and words, and order short pieces.
_BIDI_EMBEDDINGS = re.compile("[\u202a-\u202e]")  # embeddings and overrides: can make a line read as another
_INVISIBLE = re.compile("[\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]")
_BLANK_LINES = re.compile(r"\n{4,}")
_ISOLATES, _POP_ISOLATE = "\u2066\u2067\u2068", "\u2069"


def clean_text(raw: str) -> str:
    """Several lines: NFC, no control characters, no bidi overrides, at most two blank lines in a row."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    lines = (_balanced(line.rstrip()) for line in _without_controls(text).split("\n"))
    return unicodedata.normalize("NFC", _BLANK_LINES.sub("\n\n\n", "\n".join(lines)).strip())


def clean_line(raw: str) -> str:
    """One line: as `clean_text`, and every run of white space becomes one space."""
    return " ".join(clean_text(raw.replace("\t", " ")).split())


def storable(raw: str) -> str:
    """Without what neither the database nor a page can hold: NUL and lone surrogates."""
    return raw.replace("\x00", "").encode("utf-8", "ignore").decode()


def _without_controls(text: str) -> str:
    text = _INVISIBLE.sub("", _BIDI_EMBEDDINGS.sub("", text))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def _balanced(line: str) -> str:
    """Every isolate that opens on a line is closed on it, so it cannot reorder what follows."""
    if not any(c in line for c in (*_ISOLATES, _POP_ISOLATE)):
        return line
    kept: list[str] = []
    depth = 0
    for character in line:
        if character == _POP_ISOLATE and depth == 0:
            continue
        depth += (character in _ISOLATES) - (character == _POP_ISOLATE)
        kept.append(character)
    return "".join(kept) + _POP_ISOLATE * depth
