"""HTML and plain text: which letters the bytes mean."""

import re

from .model import Read, Unreadable
from .sections import sections_from_html

_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_KNOWN = {"utf-8", "utf8", "iso-8859-1", "latin1", "windows-1252", "iso-8859-15", "us-ascii", "utf-16"}


def read_html(data: bytes) -> Read:
    return sections_from_html(decoded(data))


def decoded(data: bytes) -> str:
    """UTF-8, what the file says of itself, or Windows' letters. Raises Unreadable."""
    said = _CHARSET.search(data[:2_000])
    named = said[1].decode().lower() if said else ""
    marks = (
        ("utf-16",)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff")
        else ("utf-8-sig", *((named,) if named in _KNOWN else ()), "cp1252")
    )
    for encoding in marks:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("broken")
