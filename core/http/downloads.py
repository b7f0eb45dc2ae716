"""Tables to take away, made row by row while they are sent: CSV and XLSX.

In CSV, a text that begins like a formula gets an apostrophe before it: what residents typed must not run in a colleague's
spreadsheet. In XLSX a text is marked as text, and needs none.
"""

import csv
import io
import zipfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import IO, Any, cast
from xml.sax.saxutils import escape, quoteattr

from core.i18n.formats import ZONE
from core.text import clean_text

Rows = AsyncIterator[Mapping[str, Any]]
Columns = Sequence[tuple[str, object]]  # key, heading

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AT_ONCE = 64_000  # bytes collected before they are sent
_LONGEST_CELL = 32_000  # Excel's own limit is 32,767
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATION = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
)
_BOOK = (
    '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name={name} sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_SHEET = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>'
)


async def csv_chunks(rows: Rows, *, columns: Columns) -> AsyncIterator[bytes]:
    """With a byte order mark and semicolons, as Excel in Norway opens it with two clicks."""
    collected = io.StringIO()
    writer = csv.writer(collected, delimiter=";", lineterminator="\r\n")
    collected.write("\ufeff")
    writer.writerow([str(heading) for _key, heading in columns])
    async for row in rows:
        writer.writerow([_harmless(row.get(key)) for key, _heading in columns])
        if collected.tell() > _AT_ONCE:
            yield collected.getvalue().encode()
            collected.seek(0)
            collected.truncate()
    yield collected.getvalue().encode()


async def xlsx_chunks(rows: Rows, *, columns: Columns, title: str) -> AsyncIterator[bytes]:
    """One sheet, written straight into the archive: ten thousand rows need no more memory than ten."""
    sink = _Sink()
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _frame(title):
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(_SHEET.encode())
            _write_row(sheet, [str(heading) for _key, heading in columns])
            async for row in rows:
                _write_row(sheet, [row.get(key) for key, _heading in columns])
                if sink.waiting > _AT_ONCE:
                    yield sink.take()
            sheet.write(b"</sheetData></worksheet>")
    yield sink.take()


def _frame(title: str) -> Iterator[tuple[str, str]]:
    name = "".join(c for c in title if c not in "[]:*?/\\'")[:31].strip() or "1"
    yield "[Content_Types].xml", _TYPES
    yield "_rels/.rels", _RELATION.format(kind="officeDocument", target="xl/workbook.xml")
    yield "xl/workbook.xml", _BOOK.format(name=quoteattr(name))
    yield "xl/_rels/workbook.xml.rels", _RELATION.format(kind="worksheet", target="worksheets/sheet1.xml")


def _write_row(sheet: IO[bytes], cells: Sequence[Any]) -> None:
    sheet.write(f"<row>{''.join(map(_xml, cells))}</row>".encode("utf-8", "ignore"))


def _xml(value: Any) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    text = escape(clean_text(_shown(value))[:_LONGEST_CELL])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if text else "<c/>"


def _harmless(value: Any) -> str:
    """Numbers as they are; only text can pretend to be a formula."""
    text = _shown(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _shown(value: Any) -> str:
    """As a person reads it."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case datetime():
            return value.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
        case list() | tuple():
            return ", ".join(map(_shown, value))
        case _:
            return str(value)  # a date says itself as 2027-05-17


class _Sink(io.RawIOBase):
    """A file that can only be written to; what was written is taken away in pieces. No seeking: the archive is a stream."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []
        self.waiting = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        self.waiting += len(data)
        return len(data)

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        self.waiting = 0
        return taken
