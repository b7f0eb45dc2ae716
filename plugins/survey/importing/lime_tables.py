"""The tables of a LimeSurvey .lss file (XML): rows by name, texts by language in the old and in the new layout.

The format is described by the files themselves: each table is an element with `fields` and `rows`. Until database version 400 the
texts stood in the tables, a row for each language; since then they stand in tables of their own that end in `_l10ns`.
"""

from collections import defaultdict
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers.expat import ExpatError, ParserCreate

Row = dict[str, str]
_CODES = {"no": "nb", "nb-NO": "nb", "nn-NO": "nn", "en-US": "en", "en-GB": "en", "se-NO": "se"}


class LimeFile:
    """Raises ValueError where it is no such file, or declares entities."""

    def __init__(self, data: bytes) -> None:
        try:
            _refuse_doctype(data)
            root = ET.fromstring(data)  # noqa: S314 - without a document type there is nothing to expand
        except (ET.ParseError, ExpatError) as error:
            raise ValueError(str(error)) from None
        self.tables: dict[str, list[Row]] = {
            table.tag: [{cell.tag: cell.text or "" for cell in row} for row in table.iterfind("rows/row")]
            for table in root
        }
        if not self.tables.get("questions") and not self.tables.get("groups"):
            raise ValueError("no questions")
        self.base = next(
            (each["language"] for each in self.tables.get("surveys", []) if "language" in each), ""
        )

    def rows(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    def texts(self, table: str, key: str, columns: tuple[str, ...]) -> dict[str, dict[str, dict[str, str]]]:
        """Id -> column -> language -> text."""
        found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        for row in [*self.rows(table), *self.rows(f"{table.removesuffix('s')}_l10ns")]:
            for column in columns:
                if column in row:
                    found[row.get(key, "")][column][row.get("language", self.base)] = row[column]
        return found

    def once(self, table: str, key: str, order: str) -> list[Row]:
        """Each row once, whatever languages it has, in order."""
        rows = {row.get(key, ""): row for row in reversed(self.rows(table))}
        return sorted(rows.values(), key=lambda row: _number(row.get(order, "")))

    def in_our_languages(
        self, texts: dict[str, str], main: str, languages: tuple[str, ...]
    ) -> dict[str, Any]:
        """The base language stands for the place's main one, others only where the place has them."""
        known = {_CODES.get(code, code): text for code, text in texts.items()}
        kept = {code: text for code, text in known.items() if code in languages}
        base = texts.get(self.base)
        if main not in kept and base is not None:
            kept = {**kept, main: base}
        return kept


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _refuse_doctype(data: bytes) -> None:
    """A form has no reason to declare entities, and some of them are traps: expansion, files of the server. The parser itself
    says where a document type begins, whatever stands before it; the same words in a text are only words."""

    def refuse(*_declared: Any) -> None:
        raise ValueError("a form declares no document type")

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)
