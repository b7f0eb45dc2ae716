"""A file as a table of texts: columns and rows, whatever it was saved as."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core.sdk import Refused, Text, _

MOST_ROWS = 50_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 50_000  # in one cell
MOST_UNPACKED = 300_000_000  # bytes of a spreadsheet when unpacked: more is an attack or a mistake
_DELIMITERS = ",;\t|"
_SAMPLE = 20_000
_QUOTED = re.compile(r'"[^"]*"')


class CannotRead(Refused):
    """The file is not a table that we can read; says what to do."""

    def __init__(self, message: Text | None = None) -> None:
        super().__init__(
            message or _("We cannot read this file as a table. Save it as CSV (UTF-8) or XLSX and try again.")
        )


@dataclass(frozen=True)
class SourceTable:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def records(self) -> Iterator[dict[str, str]]:
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


def read_table(data: bytes, filename: str) -> SourceTable:
    """CSV with any delimiter and encoding, XLSX, or one JSON object a line. Raises CannotRead."""
    if data[:2] == b"PK":
        return _table(_xlsx_rows(data))
    if data[:5] == b"%PDF-":  # the one other file that people take for a table; the rest holds NUL
        raise CannotRead
    text = decode(data)
    if filename.lower().endswith((".jsonl", ".ndjson")):
        return _table(_json_rows(text))
    return _table(_csv_rows(text))


def decode(data: bytes) -> str:
    """UTF-8 or UTF-16 where it says so or fits; else Windows' western Europe, as Excel's own CSV."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\x00" in text:
        raise CannotRead
    return text


def _csv_rows(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(10_000_000)
    first, _newline, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return iter(csv.reader(io.StringIO(rest, newline=""), delimiter=first.strip()[-1]))
    return iter(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))


def _delimiter(text: str) -> str:
    """The one that gives the most columns in the first line, outside quotes."""
    line = _QUOTED.sub("", text[:_SAMPLE]).lstrip().partition("\n")[0]
    return max(_DELIMITERS, key=lambda mark: (line.count(mark), -_DELIMITERS.index(mark)))


def _xlsx_rows(data: bytes) -> Iterator[list[str]]:
    try:
        _check_unpacked(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS + 1):
            yield [_cell(value) for value in row]
        book.close()
    except CannotRead:
        raise
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        OSError,
    ) as error:
        raise CannotRead from error


def _check_unpacked(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MOST_UNPACKED:
        raise CannotRead(_("This spreadsheet is too large when it is unpacked. Split it in parts."))


def _json_rows(text: str) -> Iterator[list[str]]:
    records: list[dict[str, Any]] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise CannotRead from error
        if not isinstance(record, dict) or len(records) >= MOST_ROWS:
            raise CannotRead
        records.append(record)
    columns = list(dict.fromkeys(key for record in records for key in record))
    yield columns
    for record in records:
        yield [_cell(record.get(column)) for column in columns]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


def _table(lines: Iterable[list[str]]) -> SourceTable:
    columns: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    try:
        for line in lines:
            if not any(cell.strip() for cell in line):
                continue
            if not columns:
                columns = _names(line)
                continue
            if len(rows) >= MOST_ROWS:
                raise CannotRead(_("The file has more than {n} rows. Split it in parts.").format(n=MOST_ROWS))
            rows.append(_fitted(line, len(columns)))
    except csv.Error as error:
        raise CannotRead from error
    if not rows:
        raise CannotRead(_("The file has no rows below its heading."))
    return SourceTable(columns, tuple(rows))


def _names(header: list[str]) -> tuple[str, ...]:
    """Column names, each once; one without a name is called by its place."""
    while not header[-1].strip():  # a spreadsheet is as wide as its widest row
        header = header[:-1]
    if len(header) > MOST_COLUMNS:
        raise CannotRead(_("The file has more than {n} columns.").format(n=MOST_COLUMNS))
    names: list[str] = []
    for n, cell in enumerate(header, start=1):
        name = " ".join(cell.replace("\ufeff", "").split())[:120] or f"#{n}"
        names.append(name if name not in names else f"{name} #{n}")
    return tuple(names)


def _fitted(row: list[str], width: int) -> tuple[str, ...]:
    cells = [cell.replace("\x00", "")[:MOST_CHARACTERS] for cell in row[:width]]
    return (*cells, *[""] * (width - len(cells)))
