"""A table as a file: CSV or JSON, sent while it is read."""

from collections.abc import AsyncIterator

import msgspec

from core.sdk import CSV, Stream, csv_chunks, stream
from plugins.opendata.model import OpenTable, Rows

JSON = "application/json"
FORMATS = ("csv", "json")


def sent(table: OpenTable, file_format: str, filename: str) -> Stream:
    if file_format == "csv":
        columns = [(column.key, column.key) for column in table.columns]
        return stream(csv_chunks(table.rows(), columns=columns), filename=f"{filename}.csv", media_type=CSV)
    keys = [column.key for column in table.columns]
    return stream(json_chunks(table.rows(), keys), filename=f"{filename}.json", media_type=JSON)


async def json_chunks(rows: Rows, keys: list[str]) -> AsyncIterator[bytes]:
    """A list of objects, all with the same keys."""
    yield b"["
    begun = False
    async for row in rows:
        line = msgspec.json.encode({key: row.get(key) for key in keys})
        yield b",\n" + line if begun else b"\n" + line
        begun = True
    yield b"\n]\n"
