"""Responses as rows, one by one while they are sent. In the order of their random ids, which tells nothing."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any

from core.sdk import Text, _, current_locale, stream_rows
from plugins.survey.exporting.columns import Column, cell, said, whole

_RESPONSES = """
    SELECT r.id, v.number AS version, r.channel, r.submitted_on, r.answers, p.name AS person,
        (SELECT jsonb_object_agg(t.question || '.' || t.part, c.text) FROM survey_text t
         JOIN contribution c ON c.id = t.contribution WHERE t.response = r.id AND c.state IN ('internal', 'published')) AS texts
    FROM survey_response r JOIN survey_version v ON v.id = r.version LEFT JOIN person p ON p.id = r.person
    WHERE r.activity = $1 ORDER BY r.id
"""
FIRST: tuple[tuple[str, Text], ...] = (
    ("id", _("Id")),
    ("version", _("Version")),
    ("channel", _("Channel")),
    ("submitted_on", _("Day")),
)
PERSON = ("person", _("Name"))


def headings(columns: Sequence[Column], *, named: bool, locale: str) -> list[tuple[str, str]]:
    """Key and heading of each column. `named`: the survey is not anonymous, and the reader may know."""
    first = (*FIRST, PERSON) if named else FIRST
    return [*((key, str(words)) for key, words in first), *((c.key, c.heading(locale)) for c in columns)]


def response_rows(
    *, activity_id: int, columns: Sequence[Column], locale: str = "", size: int = 500
) -> AsyncIterator[dict[str, Any]]:
    """The words are said here and now: a stream outlives the moment in which a language was chosen."""
    spoken = locale or current_locale()
    values = {c.key: {code: said(words, spoken) for code, words in c.values.items()} for c in columns}
    return _responses(activity_id, columns, values, size)


def codebook_rows(*, columns: Sequence[Column], locale: str) -> AsyncIterator[dict[str, Any]]:
    """A row for each column, and one for each value that may stand in it."""
    return _given([line for column in columns for line in _codebook(column, locale or current_locale())])


async def _responses(
    activity_id: int, columns: Sequence[Column], values: Mapping[str, Mapping[str, str]], size: int
) -> AsyncIterator[dict[str, Any]]:
    async for found in stream_rows(_RESPONSES, activity_id, size=size):
        answers = whole(found["answers"], found["texts"])
        yield {
            "id": str(found["id"]),
            "version": found["version"],
            "channel": found["channel"],
            "submitted_on": found["submitted_on"],
            "person": found["person"] or "",
            **{c.key: cell(c, answers, values[c.key]) for c in columns},
        }


def _codebook(column: Column, locale: str) -> Iterator[dict[str, Any]]:
    about = {
        "column": column.key,
        "question": column.question.name.text(locale),
        "words": said(column.words, locale),
        "kind": column.question.kind.value,
        "required": column.question.required,
        "versions": ", ".join(map(str, sorted(column.versions))),
    }
    yield {**about, "value": "", "means": ""}
    for code, words in column.values.items():
        yield {**about, "value": code, "means": said(words, locale)}


async def _given(lines: Sequence[dict[str, Any]]) -> AsyncIterator[dict[str, Any]]:
    for line in lines:
        yield line
