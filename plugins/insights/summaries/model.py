"""A summary, or an answer to a question, as pages show it: only words that stand in their source now."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from core.sdk import Localized, row, rows
from plugins.insights.quotations import Quote, Source, Words, words_of
from plugins.insights.quotations.words import cut


class Line(msgspec.Struct, kw_only=True):
    """One sentence. `verbatim`: somebody's own, cut from the first source. `covers`: contributions that say much the same.

    `key` stays the same from draft to signed text. `own`: staff wrote it in their own words.
    """

    key: int
    text: str
    heading: str = ""
    sources: list[Source] = []
    covers: list[int] = []
    verbatim: bool = False
    own: bool = False

    @property
    def rests_on(self) -> set[int]:
        return {source.contribution for source in self.sources} | set(self.covers)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A line that may be shown, with what it rests on."""

    line: Line
    quotes: list[Quote]
    rests_on: frozenset[int]


@dataclass(kw_only=True)
class Summary:
    id: int
    study_id: int
    question: str
    language: str
    state: str
    made: dict[str, Any]
    draft: list[Line]
    lines: list[Line]
    signed: list[Line]
    looked_at: list[int]
    introduction: str
    job_id: int | None
    asked_at: datetime
    made_at: datetime | None
    signed_at: datetime | None
    signed_by: str | None
    published: bool
    version: int
    project_id: int | None
    project_slug: str | None
    title: str
    shown: list[Shown] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"/manage/insights/{self.study_id}/summaries/{self.id}"

    @property
    def current(self) -> list[Line]:
        return self.signed if self.state == "signed" else self.lines

    @property
    def rests_on(self) -> set[int]:
        return {each for shown in self.shown for each in shown.rests_on}


_COLUMNS = """
    SELECT s.id, s.study AS study_id, s.question, s.language, s.state, s.made, s.draft, s.lines, s.signed, s.looked_at,
        s.introduction,
        s.job_id, s.asked_at, s.made_at, s.signed_at, p.name AS signed_by, s.published, s.version, t.project AS project_id,
        r.slug AS project_slug, r.titles AS titles, t.title
    FROM insights_summary s JOIN insights_study t ON t.id = s.study LEFT JOIN project r ON r.id = t.project
    LEFT JOIN person p ON p.id = s.signed_by
"""


async def load_summary(*, summary_id: int, study_id: int, internal: bool = True) -> Summary | None:
    """With what may be shown of it now."""
    found = await row(f"{_COLUMNS} WHERE s.id = $1 AND s.study = $2", summary_id, study_id)
    return await _with_words(_summary(found), internal=internal) if found else None


async def published_summary(*, summary_id: int, project_id: int) -> Summary | None:
    """As residents read it: signed, and only with words that they can open."""
    found = await row(
        f"{_COLUMNS} WHERE s.id = $1 AND t.project = $2 AND s.published AND s.state = 'signed'",
        summary_id,
        project_id,
    )
    return await _with_words(_summary(found), internal=False) if found else None


async def published_in(*, project_id: int) -> list[Summary]:
    found = await rows(
        f"{_COLUMNS} WHERE t.project = $1 AND s.published AND s.state = 'signed' ORDER BY s.signed_at DESC LIMIT 20",
        project_id,
    )
    return [await _with_words(_summary(each), internal=False) for each in found]


async def summaries_of(*, study_id: int) -> list[Summary]:
    """The newest first, without their words."""
    found = await rows(f"{_COLUMNS} WHERE s.study = $1 ORDER BY s.id DESC LIMIT 100", study_id)
    return [_summary(each) for each in found]


async def before(summary: Summary) -> Summary | None:
    """The one that was made before of the same: to see what has changed since."""
    found = await row(
        f"{_COLUMNS} WHERE s.study = $1 AND s.question = $2 AND s.id < $3 AND s.state <> 'making' ORDER BY s.id DESC LIMIT 1",
        summary.study_id,
        summary.question,
        summary.id,
    )
    return _summary(found) if found else None


def _summary(found: dict[str, Any]) -> Summary:
    titles = found.pop("titles")
    lines = {name: msgspec.convert(found[name], list[Line]) for name in ("draft", "lines", "signed")}
    title = found["question"] or (str(Localized.of(titles)) if titles else found["title"])
    return Summary(**{**found, **lines, "title": title})


async def _with_words(summary: Summary, *, internal: bool) -> Summary:
    """A quotation that does not stand in its source any more is left out; so is what rests on nothing that can be read."""
    wanted = {source.contribution for line in summary.current for source in line.sources}
    words = await words_of(wanted, internal=internal)
    summary.looked_at = await _readable(summary.looked_at, internal=internal)
    seen = frozenset(summary.looked_at)
    summary.shown = [shown for line in summary.current if (shown := _show(line, words, seen)) is not None]
    return summary


def _show(line: Line, words: dict[int, Words], seen: frozenset[int]) -> Shown | None:
    quotes = [quote for source in line.sources if (quote := cut(source, words)) is not None]
    if line.verbatim:
        first = cut(line.sources[0], words) if line.sources else None
        return (
            Shown(line=line, quotes=quotes, rests_on=seen & line.rests_on)
            if first is not None and first.text == line.text
            else None
        )
    return (
        Shown(line=line, quotes=quotes, rests_on=seen & line.rests_on)
        if quotes or (line.own and not line.sources)
        else None
    )


async def _readable(ids: list[int], *, internal: bool) -> list[int]:
    found = await rows(
        "SELECT id FROM contribution WHERE id = ANY($1::bigint[]) "
        "AND (state = 'published' OR ($2 AND state = 'internal')) ORDER BY id",
        ids,
        internal,
    )
    return [each["id"] for each in found]
