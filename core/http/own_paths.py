"""Where to go next, when the address came from outside: only to a page of this host."""

import re

_LONGEST = 600
# One slash, and nothing that a browser would read as another host or as a new header line.
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]*")


def own_path(wanted: str | None, *, otherwise: str = "/") -> str:
    """`wanted` if it is a path of this host, else `otherwise`."""
    if not wanted or len(wanted) > _LONGEST or not _OWN_PATH.fullmatch(wanted):
        return otherwise
    return wanted
