"""From what staff wrote to a document: figures are asked for, contributions read, everything said in the report's language."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.sdk import ZONE, Localized, _, row, rows, say_date, site, speaking
from plugins.reports.asking import Asked, ask_figures
from plugins.reports.headings import placed
from plugins.reports.model import Content, Document, Part, Section
from plugins.reports.reading import Report, begin_of, end_of
from plugins.reports.said import said_in


@dataclass
class _Sheet:
    """What is the same for a whole report. `asked` keeps what plugins answered: each is asked once for a period."""

    report: Report
    content: Content
    asked: dict[Any, Asked]


async def draw(report: Report, *, content: Content | None = None, now: datetime | None = None) -> Document:
    """As it stands now. `content`: with another period, or an earlier version."""
    drawn = content or report.content
    sheet = _Sheet(report, drawn, {})
    with speaking(report.language):
        parts = [await _part(sheet, section) for section in drawn.sections]
        return Document(
            title=drawn.title,
            lead=drawn.lead,
            language=report.language,
            project=str(report.project) if report.project_id else (await site()).name,
            period=say_period(drawn.since, drawn.until),
            made_on=(now.astimezone(ZONE) if now else datetime.now(ZONE)).date().isoformat(),
            parts=parts,
        )


def say_period(since: str, until: str) -> str:
    """In the language that is spoken."""
    first, last = (say_date(date.fromisoformat(day)) if day else "" for day in (since, until))
    if first and last:
        return str(_("{first} to {last}").format(first=first, last=last))
    if first:
        return str(_("From {first}").format(first=first))
    return str(_("Until {last}").format(last=last)) if last else ""


async def _part(sheet: _Sheet, section: Section) -> Part:
    own = bool(section.since or section.until)
    part = Part(
        id=section.id,
        kind=section.kind,
        title=section.title or _title(section),
        body=placed(section.body, below=2 if section.title or section.kind != "text" else 1),
        period=say_period(section.since, section.until) if own else "",
    )
    if section.kind == "text":
        return part
    part.missing = await _gone(section)
    if not part.missing:
        await (_figures if section.kind == "figures" else _said)(sheet, section, part)
    return part


def _title(section: Section) -> str:
    """Figures and contributions have a heading, so that nothing below them hangs in the air."""
    if section.kind == "text":
        return ""
    return section.source or str(_("Figures") if section.kind == "figures" else _("What people said"))


async def _gone(section: Section) -> str:
    """An activity that was deleted is said so, and the rest of the report stands."""
    if not section.activity or await row("SELECT 1 FROM activity WHERE id = $1", section.activity):
        return ""
    return str(_("“{name}”, which this section is about, has been deleted.").format(name=section.source))


def _period(sheet: _Sheet, section: Section) -> tuple[datetime | None, datetime | None]:
    own = section if section.since or section.until else sheet.content
    return begin_of(own.since), end_of(own.until)


async def _figures(sheet: _Sheet, section: Section, part: Part) -> None:
    since, until = _period(sheet, section)
    key = (section.activity, since, until)
    if key not in sheet.asked:
        sheet.asked[key] = await ask_figures(
            project_id=sheet.report.project_id, activity_id=section.activity, since=since, until=until
        )
    part.figures, part.missing = await sheet.asked[key].chosen(section.blocks)


async def _said(sheet: _Sheet, section: Section, part: Part) -> None:
    if sheet.report.project_id is None:
        return
    since, until = _period(sheet, section)
    part.said, part.left = await said_in(
        section=section, project_id=sheet.report.project_id, since=since, until=until
    )
    if not part.said:
        part.missing = str(_("Nobody has written anything here in this period."))


async def sources_of(project_id: int | None) -> list[tuple[int, str]]:
    """What figures can be about: the whole, then each activity, in order."""
    if project_id is None:
        return [(0, str(_("The whole place")))]
    found = await rows(
        "SELECT a.id, a.names FROM activity a LEFT JOIN phase ph ON ph.id = a.phase WHERE a.project = $1 "
        "ORDER BY ph.position, a.position, a.id",
        project_id,
    )
    named = [(each["id"], Localized.of(each["names"]).text()) for each in found]
    return [(0, str(_("The whole project"))), *named]
