"""The record as CSV, row by row, with the hashes: whoever has the file can check it without us."""

import csv
import io
from collections.abc import AsyncIterator, Iterable
from typing import Any

import msgspec

from core.db import stream_rows

COLUMNS = (
    "id",
    "at",
    "person",
    "name",
    "role",
    "action",
    "subject",
    "subject_id",
    "details",
    "previous",
    "hash",
)
_ROWS = """
    SELECT id, at, person, name, role, action, subject, subject_id, details,
           encode(previous, 'hex') AS previous, encode(hash, 'hex') AS hash
    FROM audit ORDER BY id
"""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def csv_of_record() -> AsyncIterator[bytes]:
    """Chunks for `stream()`. Begins with a byte order mark, so that spreadsheets read the letters right."""
    yield b"\xef\xbb\xbf" + _line(COLUMNS)
    async for each in stream_rows(_ROWS):
        yield _line(_cell(each[column]) for column in COLUMNS)


def _cell(found: Any) -> str:
    if found is None:
        return ""
    if isinstance(found, dict):
        return msgspec.json.encode(found, order="sorted").decode()
    text = found.isoformat() if hasattr(found, "isoformat") else str(found)
    # A spreadsheet would run it.
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()
