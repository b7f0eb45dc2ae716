"""Contact details and identity numbers that people wrote into their texts: never in an archive package."""

import re

_GONE = "[…]"
_PATTERNS = (
    re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    re.compile(r"(?<!\d)\d{6}[ ]?\d{5}(?!\d)"),  # a national identity number
    re.compile(r"(?<![\d,.])(?:(?:\+47|0047)[ ]?)?[24-9]\d{7}(?!\d)"),
    re.compile(r"(?<![\d,.])(?:(?:\+47|0047)[ ]?)?[49]\d{2}[ ]\d{2}[ ]\d{3}(?!\d)"),
    re.compile(r"(?<![\d,.])(?:(?:\+47|0047)[ ]?)?[2-9]\d[ ]\d{2}[ ]\d{2}[ ]\d{2}(?!\d)"),
)
_TAG = re.compile(r"(<[^>]*>)")
_MAILTO = re.compile(r'<a\b[^>]*href="mailto:[^"]*"[^>]*>', re.IGNORECASE)


def redacted(html: str) -> str:
    """Safe HTML or plain text without them; addresses inside of tags (our own pictures, links) are left as they are."""
    pieces = _TAG.split(_MAILTO.sub("<a>", html))
    return "".join(piece if piece.startswith("<") else _words(piece) for piece in pieces)


def _words(text: str) -> str:
    for pattern in _PATTERNS:
        text = pattern.sub(_GONE, text)
    return text
