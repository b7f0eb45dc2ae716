"""Publishing: the report is drawn once more, and stands so from then on. The only writer of `reports_issue`."""

from core.sdk import Person, emit, execute, value
from plugins.reports.drawing import draw
from plugins.reports.history import close_sitting
from plugins.reports.making.files import ask_for
from plugins.reports.model import Document, plain
from plugins.reports.reading import Report
from plugins.reports.refusals import EmptyReport

_NEW = 'INSERT INTO reports_issue (report, kind, document, "by") VALUES ($1, $2, $3, $4) RETURNING id'


async def publish(*, report: Report, by: Person) -> int:
    """For residents. An earlier issue makes room for this one. Raises EmptyReport."""
    if not report.content.sections:
        raise EmptyReport
    issue_id = await keep_issue(report=report, kind="published", document=await draw(report), by=by)
    await ask_for(report_id=report.id, format_="pdf", issue_id=issue_id, by=by)
    await emit("report.published", subject_id=report.id, project_id=report.project_id, person_id=by.id)
    return issue_id


async def withdraw(*, report_id: int) -> None:
    """No longer for residents; what was published is kept for staff."""
    await execute(
        "UPDATE reports_issue SET withdrawn_at = now() WHERE report = $1 AND kind = 'published' AND withdrawn_at IS NULL",
        report_id,
    )


async def keep_issue(*, report: Report, kind: str, document: Document, by: Person | None) -> int:
    await close_sitting(report_id=report.id)
    issue_id: int = await value(_NEW, report.id, kind, plain(document), by.id if by else None)
    return issue_id
