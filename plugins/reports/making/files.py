"""Files of a report: asked for by staff or by publishing, made in a job, kept. The only writer of their rows."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from core.sdk import (
    GiveUp,
    JobProgress,
    PdfUnavailable,
    Person,
    address_of,
    current_tenant,
    enqueue,
    execute,
    job,
    keep_made,
    progress_of,
    report_progress,
    row,
    rows,
    slugify,
    value,
)
from plugins.reports.drawing import draw
from plugins.reports.making.paper import paper
from plugins.reports.making.word import word
from plugins.reports.model import Document
from plugins.reports.reading import Issue, Report, load_issue, load_report

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {"pdf": PDF, "docx": DOCX}
_STEPS = 3
ATTACHED_MOST = 5_000_000  # bytes: many mail servers turn larger mails away


@dataclass(frozen=True)
class Made:
    """A file, or the wish for one while `made_at` is None."""

    id: int
    format: str
    issue_id: int | None
    key: str
    name: str
    bytes: int
    sha256: str
    asked_at: datetime
    made_at: datetime | None
    job: JobProgress | None = None


async def ask_for(*, report_id: int, format_: str, issue_id: int | None, by: Person | None) -> int:
    """The id of the file to come. One that is being made already is not asked for twice."""
    waiting = await value(
        "SELECT id FROM reports_file WHERE report = $1 AND format = $2 AND issue IS NOT DISTINCT FROM $3::bigint "
        "AND made_at IS NULL AND asked_at > now() - interval '10 minutes'",
        report_id,
        format_,
        issue_id,
    )
    if waiting:
        return int(waiting)
    file_id: int = await value(
        "INSERT INTO reports_file (report, issue, format, asked_by) VALUES ($1, $2, $3, $4) RETURNING id",
        report_id,
        issue_id,
        format_,
        by.id if by else None,
    )
    job_id = await enqueue("reports.make_file", file_id=file_id)
    await execute("UPDATE reports_file SET job_id = $2 WHERE id = $1", file_id, job_id)
    return file_id


async def files_of(*, report_id: int) -> list[Made]:
    found = await rows("SELECT * FROM reports_file WHERE report = $1 ORDER BY id DESC LIMIT 30", report_id)
    return [await made_from(each) for each in found]


async def file_of(*, report_id: int, file_id: int) -> Made | None:
    found = await row("SELECT * FROM reports_file WHERE report = $1 AND id = $2", report_id, file_id)
    return await made_from(found) if found else None


async def pdf_of_issue(*, issue_id: int) -> Made | None:
    found = await row(
        "SELECT * FROM reports_file WHERE issue = $1 AND format = 'pdf' ORDER BY made_at DESC NULLS LAST LIMIT 1",
        issue_id,
    )
    return await made_from(found) if found else None


async def remove_file(*, report_id: int, file_id: int) -> None:
    """Its bytes go with the next sweep, since no table names them any more."""
    await execute("DELETE FROM reports_file WHERE report = $1 AND id = $2", report_id, file_id)


@job("reports.make_file", queue="long", tries=3, quiet=True)
async def make_file(*, file_id: int) -> None:
    """Draw, set, keep."""
    found = await row("SELECT * FROM reports_file WHERE id = $1 AND made_at IS NULL", file_id)
    report = await load_report(found["report"]) if found else None
    if found is None or report is None:
        return
    await report_progress(0, _STEPS)
    document, address = await _document(report, found["issue"])
    await report_progress(1, _STEPS)
    content = await _content(document, found["format"], address)
    await report_progress(2, _STEPS)
    await keep(file_id=file_id, content=content, format_=found["format"], title=document.title)


async def pdf_to_attach(*, issue: Issue) -> str:
    """The key of the PDF of an issue, made now; empty where it is too large for a mail, or cannot be made here."""
    try:
        content = await paper(issue.document, address="")
    except PdfUnavailable:
        return ""
    if len(content) > ATTACHED_MOST:
        return ""
    file_id = await value(
        "INSERT INTO reports_file (report, issue, format) VALUES ($1, $2, 'pdf') RETURNING id",
        issue.report_id,
        issue.id,
    )
    await keep(file_id=file_id, content=content, format_="pdf", title=issue.document.title)
    key: str = await value("SELECT key FROM reports_file WHERE id = $1", file_id)
    return key


async def keep(*, file_id: int, content: bytes | Path, format_: str, title: str, sha256: str = "") -> None:
    ending = "zip" if format_ == "archive" else format_
    name = f"{slugify(title, fallback='rapport')[:80]}-{date.today().isoformat()}.{ending}"  # noqa: DTZ011 - a name
    kept = await keep_made(content, name=name, media_type=TYPES.get(format_, "application/zip"))
    await execute(
        "UPDATE reports_file SET key = $2, name = $3, bytes = $4, sha256 = $5, made_at = now() WHERE id = $1",
        file_id,
        kept.key,
        name,
        kept.bytes,
        sha256 or (hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else ""),
    )


async def _document(report: Report, issue_id: int | None) -> tuple[Document, str]:
    issue = await load_issue(issue_id) if issue_id else None
    if issue is None:
        return await draw(report), ""
    address = address_of(current_tenant(), report.url) if issue.kind == "published" else ""
    return issue.document, address


async def _content(document: Document, format_: str, address: str) -> bytes:
    if format_ == "docx":
        return await word(document)
    try:
        return await paper(document, address=address)
    except PdfUnavailable as unavailable:
        raise GiveUp(str(unavailable.message)) from unavailable


async def made_from(found: dict[str, Any]) -> Made:
    waits = found["made_at"] is None and found["job_id"] is not None
    return Made(
        id=found["id"],
        format=found["format"],
        issue_id=found["issue"],
        key=found["key"],
        name=found["name"],
        bytes=found["bytes"],
        sha256=found["sha256"],
        asked_at=found["asked_at"],
        made_at=found["made_at"],
        job=await progress_of(job_id=found["job_id"]) if waits else None,
    )
