"""Reports that are due: drawn for the period that has ended, kept as an issue, and a link sent to those on the list."""

from dataclasses import dataclass
from datetime import date, datetime

from core.sdk import ZONE, Daily, Person, _, enqueue, execute, job, mail_link, row, rows, site
from plugins.reports.drawing import draw
from plugins.reports.making.files import pdf_to_attach
from plugins.reports.model import content_from, plain
from plugins.reports.publishing import keep_issue
from plugins.reports.reading import load_issue, load_report
from plugins.reports.schedule.periods import next_after, period_before
from plugins.reports.schedule.recipients import issue_path, recipients_of, stop_path


@dataclass(frozen=True)
class Schedule:
    every: str
    next_on: date
    last_at: datetime | None


async def schedule_of(report_id: int) -> Schedule | None:
    found = await row("SELECT every, next_on, last_at FROM reports_schedule WHERE report = $1", report_id)
    return Schedule(**found) if found else None


async def set_schedule(*, report_id: int, every: str, by: Person) -> None:
    """Empty: not by itself any more."""
    if not every:
        await execute("DELETE FROM reports_schedule WHERE report = $1", report_id)
        return
    await execute(
        'INSERT INTO reports_schedule (report, every, next_on, "by") VALUES ($1, $2, $3, $4) '
        "ON CONFLICT (report) DO UPDATE SET every = excluded.every, next_on = excluded.next_on",
        report_id,
        every,
        next_after(every, datetime.now(ZONE).date()),
        by.id,
    )


@job("reports.look_who_is_due", schedule=Daily(hour=7), quiet=True)
async def look_who_is_due() -> None:
    """At seven by the clock on the wall, in summer and in winter. One job for each report: none waits for another's trouble."""
    today = datetime.now(ZONE).date()
    for due in await rows("SELECT report FROM reports_schedule WHERE next_on <= $1 ORDER BY id", today):
        await enqueue("reports.send", report_id=due["report"])


@job("reports.send", queue="long", quiet=True)
async def send(*, report_id: int) -> None:
    """Once for each day that is due: the next day is set in the same transaction."""
    today = datetime.now(ZONE).date()
    due = await row(
        "SELECT every FROM reports_schedule WHERE report = $1 AND next_on <= $2 FOR UPDATE", report_id, today
    )
    if due is None:
        return
    await execute(
        "UPDATE reports_schedule SET next_on = $2, last_at = now() WHERE report = $1",
        report_id,
        next_after(due["every"], today),
    )
    await send_issue(report_id=report_id, period=period_before(due["every"], today), by=None)


async def send_issue(*, report_id: int, period: tuple[str, str] | None, by: Person | None) -> int:
    """To how many it goes, when its PDF is made. `period` None: the report's own."""
    report = await load_report(report_id)
    wanted = [each for each in await recipients_of(report_id) if each.gets_it]
    if report is None or not wanted:
        return 0
    content = content_from(plain(report.content))
    if period is not None:
        content.since, content.until = period
    document = await draw(report, content=content)
    issue_id = await keep_issue(report=report, kind="sent", document=document, by=by)
    await enqueue("reports.mail_issue", issue_id=issue_id)
    return len(wanted)


@job("reports.mail_issue", queue="long", quiet=True)
async def mail_issue(*, issue_id: int) -> None:
    """To those who are on the list by then: the PDF where it is small enough, and a link in any case."""
    issue = await load_issue(issue_id)
    report = await load_report(issue.report_id) if issue else None
    if issue is None or report is None:
        return
    document = issue.document
    key = await pdf_to_attach(issue=issue)
    title = f"{document.title}, {document.period}" if document.period else document.title
    why = _("You get this report because you or a colleague at {place} asked for it.")
    for each in await recipients_of(report.id):
        if not each.gets_it:
            continue
        await mail_link(
            to=each.email,
            locale=report.language,
            title=title,
            body=document.lead,
            label=_("Read the report"),
            path=issue_path(each.id, issue_id),
            why=why.format(place=(await site()).name),
            stop_path=stop_path(each.id),
            attached=[key] if key else [],
        )
