"""From rows to responses: a sentence for each cell that cannot be read, and the rest is kept. Knows no database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.sdk import Text, _
from plugins.survey.exporting.columns import Column
from plugins.survey.model import Answers, QuestionKind
from plugins.survey.responses.cells import NotThis, Reader, day_of, reader_for
from plugins.survey.responses.mapping import DAY
from plugins.survey.responses.table import SourceTable
from plugins.survey.results.layout import OTHER

MOST_ERRORS = 200
_SEVERAL = (QuestionKind.SEVERAL_CHOICES, QuestionKind.IMAGE_CHOICE)


@dataclass(slots=True)
class Planned:
    """`wrong`: how many cells could not be read; `errors` are the first of them, with the line of the file."""

    responses: list[tuple[Answers, date | None]] = field(default_factory=list)
    empty: int = 0
    wrong: int = 0
    errors: list[tuple[int, Text]] = field(default_factory=list)

    def refuse(self, line: int, column: Column, cell: str) -> None:
        self.wrong += 1
        if len(self.errors) < MOST_ERRORS:
            said = _("“{cell}” is no answer to “{question}”.")
            self.errors.append((line, said.format(cell=cell[:60], question=column.question.name)))


def plan(
    table: SourceTable, chosen: Mapping[str, str], columns: Sequence[Column], *, most: int = 0
) -> Planned:
    """`most`: only so many rows, for a preview."""
    by_key = {column.key: column for column in columns}
    readers = [(int(n), by_key[to], reader_for(by_key[to])) for n, to in chosen.items() if to in by_key]
    day = next((int(n) for n, to in chosen.items() if to == DAY), None)
    planned = Planned()
    for line, row in enumerate(table.rows[: most or None], start=table.first_line):
        answers = dict(_answers(planned, line, row, readers))
        if answers:
            planned.responses.append((answers, _day(row[day]) if day is not None else None))
        else:
            planned.empty += 1
    return planned


def _answers(
    planned: Planned, line: int, row: Sequence[str], readers: Sequence[tuple[int, Column, Reader]]
) -> Iterator[tuple[str, Any]]:
    parts: dict[str, list[tuple[Column, Any]]] = {}
    for n, column, read in readers:
        cell = row[n]
        if not cell:
            continue
        try:
            part = read(cell)
        except NotThis:
            planned.refuse(line, column, cell)
            continue
        parts.setdefault(column.question.key, []).append((column, part))
    for key, found in parts.items():
        answer = _joined(found)
        if answer is not None:
            yield key, answer


def _joined(found: Sequence[tuple[Column, Any]]) -> Any:
    """One answer of its parts."""
    question = found[0][0].question
    written = {c.part: v for c, v in found if c.part in (OTHER, "why", "words")}
    rest = [(c, v) for c, v in found if c.part not in written and v is not None]
    if question.kind in _SEVERAL:
        keys = [v for _c, v in rest if v != "other_chosen"]
        # A row of nothing but “not chosen” says that the question was answered with none of them.
        return {"keys": keys, **({OTHER: written[OTHER]} if OTHER in written else {})} if found else None
    if question.kind is QuestionKind.MATRIX:
        return {c.part: v for c, v in rest} or None
    if question.kind is QuestionKind.RANKING:
        return [c.part for c, _place in sorted(rest, key=lambda each: each[1])] or None
    if question.kind is QuestionKind.ONE_CHOICE:
        return {OTHER: written[OTHER]} if OTHER in written else _chosen(rest)
    if not rest:
        return {"geometry": None, **written} if question.kind is QuestionKind.PLACE and written else None
    value = rest[0][1]
    return value | written if isinstance(value, dict) else value


def _chosen(rest: Sequence[tuple[Column, Any]]) -> Any:
    return rest[0][1] if rest else None


def _day(cell: str) -> date | None:
    try:
        return day_of(cell) if cell else None
    except NotThis:
        return None
