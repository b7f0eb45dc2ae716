"""Where a page of a list begins: the key and the id of its neighbour, as a short text for the address bar."""

import base64
import binascii
from datetime import datetime
from typing import Any

import msgspec

_LONGEST = 200
_BIGGEST = 2**63 - 1
_DIGITS = 18  # of an id that surely fits


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """`before` reads towards the beginning of the list."""

    sort: str
    before: bool
    key: str
    id: int


def write_cursor(cursor: Cursor) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).rstrip(b"=").decode()


def read_cursor(typed: str, *, sort: str) -> Cursor | None:
    """None for what we did not write, and for one of another order: then the list begins at its beginning."""
    if not typed or len(typed) > _LONGEST:
        return None
    try:
        raw = base64.urlsafe_b64decode(typed + "=" * (-len(typed) % 4))
        cursor = msgspec.json.decode(raw, type=Cursor)
    except (ValueError, binascii.Error):  # msgspec's errors are ValueErrors
        return None
    sound = (
        cursor.sort == sort
        and 0 <= cursor.id <= _BIGGEST
        and cursor.key.isascii()
        and cursor.key.isprintable()
    )
    return cursor if sound else None


def key_as(kind: type, key: str) -> Any:
    """The key as PostgreSQL wants it. Raises ValueError."""
    if kind is datetime:
        moment = datetime.fromisoformat(key)
        if moment.tzinfo is None:
            raise ValueError(key)
        return moment
    if kind is int:
        number = int(key)
        if not -(2**31) <= number < 2**31:
            raise ValueError(key)
        return number
    return key


def typed_id(typed: object) -> int | None:
    """An id from an address or a form; None for what cannot be one."""
    text = str(typed or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None
