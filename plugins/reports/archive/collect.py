"""What goes into the package: the project, each activity with all that was said and answered, published reports."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from core.sdk import (
    ZONE,
    Contribution,
    Localized,
    State,
    _,
    export_comments,
    export_contributions,
    file_url,
    row,
    rows,
    say_date,
    value,
)
from plugins.reports.archive.redact import redacted
from plugins.reports.asking import ask_figures, once
from plugins.reports.model import Document, Part, Said, document_from
from plugins.reports.said import as_said

VOLUME = 300  # contributions in one document: a reader opens it, and one page too many is not a thousand
_STANDS = """
    SELECT greatest(p.updated_at, (SELECT max(c.updated_at) FROM contribution c JOIN activity a ON a.id = c.activity
      WHERE a.project = p.id), (SELECT max(s.at) FROM status_change s JOIN contribution c ON c.id = s.contribution
      JOIN activity a ON a.id = c.activity WHERE a.project = p.id),
      (SELECT max(i.made_at) FROM reports_issue i JOIN reports_report r ON r.id = i.report WHERE r.project = p.id))
    FROM project p WHERE p.id = $1
"""
_ACTIVITIES = """
    SELECT a.id, a.names, a.intros, a.method, a.opens_at, a.closes_at FROM activity a LEFT JOIN phase ph ON ph.id = a.phase
    WHERE a.project = $1 AND a.state = 'published' ORDER BY ph.position, a.position, a.id
"""
_KINDS = "SELECT DISTINCT kind FROM contribution WHERE activity = $1 AND root IS NULL AND state = 'published' ORDER BY kind"
_ISSUES = """
    SELECT i.id, i.document, i.made_at FROM reports_issue i JOIN reports_report r ON r.id = i.report
    WHERE r.project = $1 AND i.kind = 'published' AND i.withdrawn_at IS NULL ORDER BY i.id
"""


@dataclass(frozen=True)
class Record:
    """One document of the package. `subject` names it for ever: the same thing has the same identity in every package."""

    subject: str
    title: str
    document: Document
    at: datetime


@dataclass(frozen=True)
class Attached:
    """A file that somebody sent with a contribution."""

    key: str
    name: str
    about: int


async def stands_at(project_id: int) -> datetime:
    """The last moment at which something in the project changed: a package made twice from the same is the same."""
    found: datetime = await value(_STANDS, project_id)
    return found


async def records_of(project_id: int, *, language: str, at: datetime) -> AsyncIterator[Record]:
    """In the order of the package. Said in the language that is spoken."""
    base = {"language": language, "made_on": at.astimezone(ZONE).date().isoformat()}
    yield await _project(project_id, at, base)
    for activity in await rows(_ACTIVITIES, project_id):
        async for record in _activity(activity, at, base):
            yield record
    for found in await rows(_ISSUES, project_id):
        document = document_from(found["document"])
        _hide_contacts(document)
        yield Record(f"report-{found['id']}", document.title, document, found["made_at"])


async def attached_to(project_id: int) -> list[Attached]:
    """Documents that came with published contributions."""
    found = await rows(
        "SELECT c.id, c.files FROM contribution c JOIN activity a ON a.id = c.activity WHERE a.project = $1 "
        "AND c.state = 'published' AND jsonb_array_length(c.files) > 0 ORDER BY c.id",
        project_id,
    )
    return [
        Attached(file["key"], file.get("name", file["key"]), each["id"])
        for each in found
        for file in each["files"]
        if file.get("kind") == "document"
    ]


async def _project(project_id: int, at: datetime, base: dict[str, str]) -> Record:
    found = await row("SELECT * FROM project WHERE id = $1", project_id)
    if found is None:
        raise LookupError("the project is gone")
    title = Localized.of(found["titles"]).text()
    parts = [
        Part(id="promise", kind="text", title=str(_("What we promised")), body=_paragraphs(found["promise"]))
    ]
    parts += [_block(n, block) for n, block in enumerate(found["blocks"]) if block.get("type") == "text"]
    parts.append(Part(id="phases", kind="text", title=str(_("Phases")), body=await _phases(project_id)))
    document = Document(
        title=title,
        lead=Localized.of(found["summaries"]).text(),
        project=title,
        parts=[part for part in parts if part.body],
        **base,
    )
    return Record("project", title, document, at)


def _block(n: int, block: dict[str, Any]) -> Part:
    title, body = (Localized.of(block.get(name, {})).text() for name in ("title", "text"))
    return Part(id=f"text-{n}", kind="text", title=title or str(_("Description")), body=redacted(body))


async def _phases(project_id: int) -> str:
    found = await rows("SELECT * FROM phase WHERE project = $1 ORDER BY position, id", project_id)
    lines = []
    for phase in found:
        dates = " – ".join(say_date(day) for day in (phase["starts_at"], phase["ends_at"]) if day)
        said = Localized.of(phase["descriptions"]).text()
        name = Localized.of(phase["names"]).text()
        lines.append(f"<li><strong>{escape(name)}</strong> {escape(dates)}<br>{escape(said)}</li>")
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


async def _activity(found: dict[str, Any], at: datetime, base: dict[str, str]) -> AsyncIterator[Record]:
    name = Localized.of(found["names"]).text()
    comments = await _comments(found["id"])
    first = await _about(found, name)
    volume, items = 1, []
    async for one in _contributions(found["id"]):
        items.append(_whole(one, comments.get(one.id, [])))
        if len(items) == VOLUME:
            yield _volume(found["id"], name, volume, first if volume == 1 else [], items, at, base)
            volume, items = volume + 1, []
    if items or volume == 1:
        yield _volume(found["id"], name, volume, first if volume == 1 else [], items, at, base)


async def _about(found: dict[str, Any], name: str) -> list[Part]:
    parts = [Part(id="intro", kind="text", title=name, body=_paragraphs(found["intros"]))]
    asked = await ask_figures(project_id=None, activity_id=found["id"], since=None, until=None)
    shown = once([block for block in asked.found.values() if block.get("n")])
    parts.append(Part(id="figures", kind="figures", title=str(_("Figures")), figures=shown))
    return [part for part in parts if part.body or part.figures]


def _volume(
    activity_id: int,
    name: str,
    number: int,
    first: list[Part],
    items: list[Said],
    at: datetime,
    base: dict[str, str],
) -> Record:
    title = name if number == 1 else str(_("{name}, part {n}").format(name=name, n=number))
    parts = [*first]
    if items:
        parts.append(Part(id="said", kind="said", title=str(_("What people said")), said=items))
    document = Document(title=title, project=name, parts=parts, **base)
    return Record(f"activity-{activity_id}-{number}", title, document, at)


async def _contributions(activity_id: int) -> AsyncIterator[Contribution]:
    for kind in await rows(_KINDS, activity_id):
        async for one in export_contributions(activity_id=activity_id, kind=kind["kind"], viewer=None):
            if one.state is State.PUBLISHED:
                yield one


async def _comments(activity_id: int) -> dict[int, list[str]]:
    """Published comments by what they are about, as lines with the name that the public sees."""
    found: dict[int, list[str]] = {}
    async for each in export_comments(activity_id=activity_id, viewer=None):
        if each["state"] == State.PUBLISHED and each["text"]:
            line = f"<strong>{escape(each['author'])}</strong>: {escape(redacted(each['text']))}"
            found.setdefault(each["about"], []).append(f"<li>{line}</li>")
    return found


def _whole(one: Contribution, comments: list[str]) -> Said:
    said = as_said(one)
    pictures = "".join(_picture(file) for file in one.files if file.get("kind") == "image")
    heard = (
        f"<p><strong>{escape(str(_('Comments')))}</strong></p><ul>{''.join(comments)}</ul>"
        if comments
        else ""
    )
    said.body = redacted(said.body) + pictures + heard
    said.title, said.answer = redacted(said.title), redacted(said.answer)
    return said


def _picture(file: dict[str, Any]) -> str:
    words = escape(str(file.get("alt") or file.get("name", "")))
    return f'<figure><img src="{file_url(file["key"], width=800)}" alt="{words}"></figure>'


def _hide_contacts(document: Document) -> None:
    for part in document.parts:
        part.body = redacted(part.body)
        for one in part.said:
            one.title, one.body, one.answer = redacted(one.title), redacted(one.body), redacted(one.answer)


def _paragraphs(texts: dict[str, str]) -> str:
    said = Localized.of(texts).text()
    return "".join(f"<p>{escape(line)}</p>" for line in redacted(said).split("\n") if line.strip())
