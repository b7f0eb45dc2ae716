"""Staff open and close the data of a project."""

from core.sdk import (
    Answer,
    Localized,
    NotFound,
    Redirect,
    Role,
    Visit,
    _,
    get,
    managed_project,
    note,
    page,
    post,
    redirect,
)
from plugins.opendata.projects import all_projects, set_open


@get("/manage/open-data", action="opendata.enter")
async def listed(visit: Visit) -> Answer:
    person = visit.person
    if person is None:
        raise NotFound
    everything = person.role.rank >= Role.MANAGER.rank
    mine = [key for key in person.project_roles if person.role_in(key).rank >= Role.MANAGER.rank]
    found = await all_projects(None if everything else mine)
    lines = [{**each, "title": Localized.of(each["titles"])} for each in found]
    return page("opendata/manage.html", lines=lines)


@post("/manage/open-data/{project_id:int}", action="opendata.enter")
async def switch(visit: Visit, project_id: int) -> Redirect:
    await managed_project(visit, project_id, "opendata.manage")
    on = (await visit.body()).get("on", [""])[-1] == "1"
    await set_open(project_id=project_id, on=on)
    deed = "opendata.open" if on else "opendata.close"
    await note(action=deed, subject="project", subject_id=project_id, details={}, by=visit.person)
    said = _("The project's data is open.") if on else _("The project's data is closed.")
    return redirect("/manage/open-data", toast=said)
