"""From what stands in a cell to a part of an answer. A reader is made once for each column and remembers what it has seen."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from plugins.survey.exporting.columns import Column, said
from plugins.survey.model import OPEN, Question, QuestionKind
from plugins.survey.responses.mapping import bare
from plugins.survey.results.layout import OTHER

Reader = Callable[[str], Any]
_YES = frozenset({"ja", "yes", "true", "1", "sann", "x"})
_NO = frozenset({"nei", "no", "false", "0", "usann"})
_POINT = re.compile(r"POINT \((-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)\)")
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_STEPS = frozenset({QuestionKind.SCALE, QuestionKind.RATING})
_TEXT_MOST = 10_000
_MOST_SEEN = 10_000
_MONTHS = 12
LARGEST = 1e12


class NotThis(ValueError):
    """The cell cannot be an answer to this."""


def reader_for(column: Column) -> Reader:
    """Gives the value for a cell that is not empty; None where it says “not chosen”. Raises NotThis."""
    read = _reader(column)
    if column.question.kind in OPEN or column.part in (OTHER, "why", "words"):
        return read
    seen: dict[str, Any] = {}

    def remembered(cell: str) -> Any:
        if cell not in seen:
            if len(seen) > _MOST_SEEN:
                seen.clear()
            seen[cell] = _tried(read, cell)
        found = seen[cell]
        if isinstance(found, NotThis):
            raise found
        return found

    return remembered


def day_of(cell: str) -> date:
    """Raises NotThis."""
    try:
        if match := _DOTTED.match(cell):
            first, second, year = (int(part) for part in match.groups())
            day, month = (second, first) if second > _MONTHS else (first, second)
            return date(year, month, day)
        return datetime.fromisoformat(cell).date()
    except ValueError as error:
        raise NotThis(cell) from error


def _tried(read: Reader, cell: str) -> Any:
    try:
        return read(cell)
    except NotThis as error:
        return error


def _reader(column: Column) -> Reader:
    question, part = column.question, column.part
    if part in (OTHER, "why", "words") or question.kind in OPEN:
        return lambda cell: cell[:_TEXT_MOST]
    if question.kind is QuestionKind.RANKING:
        return lambda cell: _whole_number(cell, 1, len(question.options))
    if question.kind in (QuestionKind.SEVERAL_CHOICES, QuestionKind.IMAGE_CHOICE):
        return lambda cell: None if cell.lower() in _NO else part
    if question.kind is QuestionKind.MATRIX or question.kind is QuestionKind.ONE_CHOICE:
        return _choosing(column)
    return _plain(question)


def _choosing(column: Column) -> Reader:
    known = _known(column)
    other = column.question.other and column.question.kind is QuestionKind.ONE_CHOICE

    def read(cell: str) -> Any:
        found = known.get(bare(cell))
        if found == OTHER:
            return {OTHER: ""}
        if found is not None:
            return found
        if other:
            return {OTHER: cell[:_TEXT_MOST]}
        raise NotThis(cell)

    return read


def _known(column: Column) -> Mapping[str, str]:
    """The words in every language, and the keys themselves."""
    found = {bare(code): code for code in column.values}
    for code, words in column.values.items():
        for locale in ("nb", "nn", "en", *column.question.label):
            found.setdefault(bare(said(words, locale)), code)
    return found


def _plain(question: Question) -> Reader:
    if question.kind in _STEPS:
        return lambda cell: _whole_number(cell, question.steps[0], question.steps[-1])
    readers: dict[QuestionKind, Reader] = {
        QuestionKind.YES_NO: _yes_no,
        QuestionKind.SENTIMENT: lambda cell: {"value": _whole_number(cell, 1, 5)},
        QuestionKind.NUMBER: _number,
        QuestionKind.DATE: lambda cell: day_of(cell).isoformat(),
        QuestionKind.PLACE: _place,
    }
    return readers.get(question.kind, _refuse)


def _yes_no(cell: str) -> bool:
    if (lowered := cell.lower()) in _YES | _NO:
        return lowered in _YES
    raise NotThis(cell)


def _number(cell: str) -> float | int:
    try:
        found = float(cell.replace(" ", "").replace(",", "."))
    except ValueError as error:
        raise NotThis(cell) from error
    if not abs(found) < LARGEST:
        raise NotThis(cell)
    return int(found) if found.is_integer() else found


def _whole_number(cell: str, least: int, most: int) -> int:
    found = _number(cell)
    if not isinstance(found, int) or not least <= found <= most:
        raise NotThis(cell)
    return found


def _place(cell: str) -> dict[str, Any]:
    match = _POINT.fullmatch(cell)
    if match is None:
        return {"geometry": None, "words": cell[:_TEXT_MOST]}
    return {"geometry": {"type": "Point", "coordinates": [float(match[1]), float(match[2])]}, "words": ""}


def _refuse(cell: str) -> Any:
    raise NotThis(cell)
