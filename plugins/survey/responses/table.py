"""A file as a table: which rows are headings, and what each column is called. CSV and XLSX."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import load_workbook

from core.sdk import Refused, Text, _

MOST_BYTES = 100_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
_MOST_UNPACKED = 400_000_000
_LONGEST = 10_000
_ANSWERS = ("response", "open-ended response", "svar")


class CannotRead(Refused):
    field = "file"

    def __init__(self, message: Text | None = None) -> None:
        super().__init__(message or _("We cannot read this file. Save it as CSV or XLSX and try again."))


@dataclass(frozen=True, slots=True)
class Heading:
    """`part` names one of several columns that belong to the same question; `code` is what another program calls it."""

    title: str
    part: str = ""
    code: str = ""

    @property
    def words(self) -> str:
        return f"{self.title} – {self.part}" if self.part else self.title


@dataclass(frozen=True, slots=True)
class SourceTable:
    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]
    first_line: int  # of the file, where the answers begin

    def column(self, n: int) -> Iterator[str]:
        return (row[n] for row in self.rows)


def read_table(filename: str, data: bytes) -> SourceTable:
    """Raises CannotRead."""
    lines = _xlsx(data) if filename.lower().endswith(".xlsx") or data[:4] == b"PK\x03\x04" else _csv(data)
    found: list[list[str]] = []
    try:
        for line in lines:
            if any(cell.strip() for cell in line):
                found.append([cell.strip()[:_LONGEST] for cell in line])
            if len(found) > MOST_ROWS:
                raise CannotRead(_("The file has more than {n} rows. Split it in parts.").format(n=MOST_ROWS))
    except csv.Error as error:
        raise CannotRead from error
    if not found or len(found[0]) > MOST_COLUMNS:
        raise CannotRead
    headings, skip = _headings(found)
    width = len(headings)
    rows = tuple((*line[:width], *[""] * (width - len(line))) for line in found[skip:])
    if not rows:
        raise CannotRead(_("The file has no rows below its heading."))
    return SourceTable(headings, rows, skip + 1)


def _headings(lines: Sequence[list[str]]) -> tuple[tuple[Heading, ...], int]:
    """One row; two where the parts of a question stand below it (SurveyMonkey); three from Qualtrics."""
    first = [cell.lstrip("\ufeff") for cell in lines[0]]
    if any(cell.startswith('{"ImportId"') for line in lines[2:3] for cell in line):
        titles = _padded(lines[1], len(first))
        return tuple(Heading(title or code, code=code) for code, title in zip(first, titles, strict=True)), 3
    if len(lines) > 1 and not lines[1][0] and first[0]:
        return _two_rows(first, _padded(lines[1], len(first))), 2
    return tuple(Heading(cell or f"#{n}") for n, cell in enumerate(first, start=1)), 1


def _two_rows(first: Sequence[str], second: Sequence[str]) -> tuple[Heading, ...]:
    found, title = [], ""
    for n, (above, below) in enumerate(zip(first, second, strict=True), start=1):
        title = above or title or f"#{n}"
        found.append(Heading(title, "" if below.lower() in _ANSWERS else below))
    return tuple(found)


def _padded(line: Sequence[str], width: int) -> list[str]:
    return [*line[:width], *[""] * (width - len(line))]


def _csv(data: bytes) -> Iterator[list[str]]:
    csv.field_size_limit(1_000_000)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    if "\x00" in text or text.startswith("%PDF-"):
        raise CannotRead
    line = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=line.count)
    return iter(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _xlsx(data: bytes) -> Iterator[list[str]]:
    try:
        _check_unpacked(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS + 1):
            yield ["" if cell is None else str(cell) for cell in row]
    except CannotRead:
        raise
    except Exception as error:  # openpyxl raises whatever a broken file makes it stumble over
        raise CannotRead from error


def _check_unpacked(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
            raise CannotRead(_("This spreadsheet is too large when it is unpacked. Split it in parts."))
