"""Marks around passages in a paragraph's HTML."""

import re
from collections.abc import Sequence
from html import escape, unescape

_PIECES = re.compile(r"<[^>]+>|&[#A-Za-z0-9]+;|[^<&]+|[<&]")


def marked(html: str, ranges: Sequence[tuple[int, int]]) -> str:
    """The same HTML with `<mark>` where characters lie in one of the ranges; a mark never reaches over a tag."""
    if not ranges:
        return html
    out: list[str] = []
    at, on = 0, False
    for piece in _PIECES.findall(html):
        if piece.startswith("<") and len(piece) > 1:
            out.append(("</mark>" if on else "") + piece)
            on = False
            continue
        for sign in unescape(piece):
            inside = any(start <= at < end for start, end in ranges)
            if inside != on:
                out.append("<mark>" if inside else "</mark>")
                on = inside
            out.append(escape(sign, quote=False))
            at += 1
    return "".join(out) + ("</mark>" if on else "")
