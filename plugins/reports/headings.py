"""Headings of rich text, put where they belong in a whole document: none is skipped, whatever the writer chose."""

import re

_HEADING = re.compile(r"<(/?)h([1-6])>")
_DEEPEST = 6


def placed(html: str, *, below: int) -> str:
    """The headings in `html` begin one level below `below`, and go down one step at a time."""
    used = sorted({int(found[2]) for found in _HEADING.finditer(html)})
    level = {old: min(below + 1 + n, _DEEPEST) for n, old in enumerate(used)}
    # A text that begins with its smaller heading would skip a level: then there is only one.
    first = _HEADING.search(html)
    if first is not None and int(first[2]) != used[0]:
        level = dict.fromkeys(used, below + 1)
    return _HEADING.sub(lambda found: f"<{found[1]}h{level[int(found[2])]}>", html)
