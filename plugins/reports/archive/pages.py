"""Staff make the archive package of a project, and take it out."""

from core.sdk import (
    Answer,
    NotFound,
    Redirect,
    Visit,
    get,
    managed_project,
    note,
    page,
    person_of,
    post,
    redirect,
    send_kept,
)
from plugins.reports.archive.package import archives_of, ask_for_archive

_AT = "/manage/reports/archive/{project_id:int}"


@get(_AT, action="reports.enter")
async def show(visit: Visit, project_id: int) -> Answer:
    place = await managed_project(visit, project_id, "reports.manage")
    files = await archives_of(project_id=project_id)
    moving = any(each.made_at is None and not (each.job and each.job.ended) for each in files)
    base = f"/manage/reports/archive/{project_id}"
    return page(
        "reports/archive.html", block="files", project=place.project, files=files, moving=moving, base=base
    )


@post(_AT, action="reports.enter")
async def make(visit: Visit, project_id: int) -> Redirect:
    await managed_project(visit, project_id, "reports.manage")
    file_id = await ask_for_archive(project_id=project_id, by=person_of(visit))
    await note(
        action="reports.archive",
        subject="project",
        subject_id=project_id,
        details={"file": file_id},
        by=visit.person,
    )
    return redirect(f"/manage/reports/archive/{project_id}")


@get(_AT + "/{file_id:int}", action="reports.enter")
async def download(visit: Visit, project_id: int, file_id: int) -> Answer:
    await managed_project(visit, project_id, "reports.manage")
    for file in await archives_of(project_id=project_id):
        if file.id == file_id and file.key:
            return await send_kept(file.key, name=file.name)
    raise NotFound
