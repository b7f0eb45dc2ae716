"""Making and changing reports: the only writer of `reports_report`. Each change locks the row, so that two at once both stand."""

from core.sdk import Person, check_version, clean_html, clean_line, clean_text, execute, value
from plugins.reports.history import keep_version
from plugins.reports.model import Content, Section, content_from, new_id, plain
from plugins.reports.refusals import MOST_SECTIONS, SectionGone, TooManySections, WrongPeriod


async def make_report(*, project_id: int | None, language: str, content: Content, by: Person | None) -> int:
    """From a template, or another report. Its id."""
    for section in content.sections:
        _finish(section)
    report_id: int = await value(
        "INSERT INTO reports_report (project, language, content, created_by) VALUES ($1, $2, $3, $4) RETURNING id",
        project_id,
        language,
        plain(content),
        by.id if by else None,
    )
    await keep_version(report_id=report_id, content=content, by=by)
    return report_id


async def change_details(
    *, report_id: int, sent_version: str, title: str, lead: str, since: str, until: str, by: Person
) -> int:
    """Title, lead and period; the new version. Raises StaleForm when a colleague changed them meanwhile, WrongPeriod."""
    content = await _locked(report_id)
    check_version(current=content.version, sent=sent_version)
    _check_period(since, until)
    content.title, content.lead = clean_line(title), clean_text(lead)
    content.since, content.until, content.version = since, until, content.version + 1
    await _write(report_id, content, by)
    return content.version


async def add_section(*, report_id: int, section: Section, after: str = "", by: Person) -> str:
    """At the end, or below another one; its id."""
    content = await _locked(report_id)
    if len(content.sections) >= MOST_SECTIONS:
        raise TooManySections
    _finish(section)
    ids = [each.id for each in content.sections]
    content.sections.insert(ids.index(after) + 1 if after in ids else len(ids), section)
    await _write(report_id, content, by)
    return section.id


async def change_section(*, report_id: int, section: Section, sent_version: str, by: Person) -> int:
    """The new version of the section. Raises StaleForm, SectionGone."""
    content = await _locked(report_id)
    at = _index(content, section.id)
    check_version(current=content.sections[at].version, sent=sent_version)
    section.version = content.sections[at].version + 1
    _finish(section)
    content.sections[at] = section
    await _write(report_id, content, by)
    return section.version


async def move_section(*, report_id: int, section_id: str, step: int, by: Person) -> None:
    """`step` −1 is up, 1 is down; at the ends nothing happens."""
    content = await _locked(report_id)
    at = _index(content, section_id)
    to = min(max(at + step, 0), len(content.sections) - 1)
    content.sections.insert(to, content.sections.pop(at))
    await _write(report_id, content, by)


async def remove_section(*, report_id: int, section_id: str, by: Person) -> None:
    content = await _locked(report_id)
    del content.sections[_index(content, section_id)]
    await _write(report_id, content, by)


async def restore(*, report_id: int, content: Content, by: Person) -> None:
    """An earlier version stands again. Forms that are open on other screens become stale."""
    now = await _locked(report_id)
    newest = max([now.version, *(each.version for each in now.sections)])
    content.version = newest + 1
    for section in content.sections:
        section.version = newest + 1
    await _write(report_id, content, by, kept=True)


async def delete_report(*, report_id: int) -> None:
    await execute("DELETE FROM reports_report WHERE id = $1", report_id)


def _finish(section: Section) -> None:
    """Whoever brings it – a form, a template, an import: nothing that runs gets in."""
    section.id = section.id or new_id()
    section.title, section.body = clean_line(section.title), clean_html(section.body)
    _check_period(section.since, section.until)


def _check_period(since: str, until: str) -> None:
    if since and until and until < since:
        raise WrongPeriod


def _index(content: Content, section_id: str) -> int:
    for n, section in enumerate(content.sections):
        if section.id == section_id:
            return n
    raise SectionGone


async def _locked(report_id: int) -> Content:
    return content_from(await value("SELECT content FROM reports_report WHERE id = $1 FOR UPDATE", report_id))


async def _write(report_id: int, content: Content, by: Person, *, kept: bool = False) -> None:
    await execute(
        "UPDATE reports_report SET content = $2, updated_at = now() WHERE id = $1", report_id, plain(content)
    )
    await keep_version(report_id=report_id, content=content, by=by, kept=kept)
