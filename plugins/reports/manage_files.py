"""Files of a report: made on demand, with progress, downloaded by those who write it; the PDF of a published one by everyone."""

from core.sdk import (
    Answer,
    NotFound,
    Page,
    Place,
    Redirect,
    Visit,
    _,
    get,
    page,
    person_of,
    post,
    redirect,
    send_kept,
)
from plugins.reports.about import head, managed, sent
from plugins.reports.drawing import draw
from plugins.reports.making.files import TYPES, ask_for, file_of, files_of, pdf_of_issue, remove_file
from plugins.reports.reading import published_issue


@get("/manage/reports/{report_id:int}/files", action="reports.enter")
async def show_files(visit: Visit, report_id: int) -> Answer:
    report = await managed(visit, report_id)
    files = await files_of(report_id=report_id)
    moving = any(each.made_at is None and not (each.job and each.job.ended) for each in files)
    return page("reports/files.html", block="files", files=files, moving=moving, **head(report, "files"))


@post("/manage/reports/{report_id:int}/files", action="reports.enter")
async def make(visit: Visit, report_id: int) -> Redirect:
    report = await managed(visit, report_id)
    format_ = await sent(visit, "format")
    if format_ not in TYPES:
        raise NotFound
    await ask_for(report_id=report_id, format_=format_, issue_id=None, by=person_of(visit))
    return redirect(f"{report.staff_url}/files")


@get("/manage/reports/{report_id:int}/files/{file_id:int}", action="reports.enter")
async def download(visit: Visit, report_id: int, file_id: int) -> Answer:
    await managed(visit, report_id)
    file = await file_of(report_id=report_id, file_id=file_id)
    if file is None or not file.key:
        raise NotFound
    return await send_kept(file.key, name=file.name)


@post("/manage/reports/{report_id:int}/files/{file_id:int}/remove", action="reports.enter")
async def remove(visit: Visit, report_id: int, file_id: int) -> Redirect:
    report = await managed(visit, report_id)
    await remove_file(report_id=report_id, file_id=file_id)
    return redirect(f"{report.staff_url}/files", toast=_("Removed."))


@get("/manage/reports/{report_id:int}/html", action="reports.enter")
async def as_html(visit: Visit, report_id: int) -> Page:
    """One file that opens anywhere and can be pasted anywhere; made at once."""
    report = await managed(visit, report_id)
    headers = {"content-disposition": f'attachment; filename="rapport-{report_id}.html"'}
    context = {"document": await draw(report), "report": report}
    return Page("reports/alone.html", context, headers=headers)


@get("/reports/{report_id:int}/pdf", action="reports.view", at="project")
async def pdf_here(visit: Visit, place: Place, report_id: int) -> Answer:
    del visit
    return await _pdf(report_id, place.project.id)


@get("/reports/{report_id:int}/pdf", action="reports.view")
async def pdf(visit: Visit, report_id: int) -> Answer:
    del visit
    return await _pdf(report_id, None)


async def _pdf(report_id: int, project_id: int | None) -> Answer:
    issue = await published_issue(report_id=report_id, project_id=project_id)
    if issue is None:
        raise NotFound
    file = await pdf_of_issue(issue_id=issue.id)
    if file is None or not file.key:
        return page("reports/waiting.html", status=404 if file is None else 200, document=issue.document)
    return await send_kept(file.key, name=file.name)
