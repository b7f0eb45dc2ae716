"""A project's figures as residents see them, and where staff choose which."""

from core.sdk import (
    CSV,
    Answer,
    NotFound,
    Place,
    Visit,
    _,
    block_columns,
    block_rows,
    csv_chunks,
    get,
    managed_project,
    note,
    page,
    person_of,
    post,
    redirect,
    stream,
)
from plugins.dashboards.choosing import choose, chosen, offered, one_of, seen_by_residents


@get("/figures", action="dashboards.view", at="project", keep=True)
async def show_figures(visit: Visit, place: Place) -> Answer:  # noqa: ARG001 - a handler is given it
    found = await seen_by_residents(project_id=place.project.id)
    if not found:
        raise NotFound
    return page("dashboards/residents.html", project=place.project, sections=found)


@get("/figures/{name:str}", action="dashboards.view", at="project")
async def take_figure(visit: Visit, place: Place, name: str) -> Answer:  # noqa: ARG001 - a handler is given it
    found = await one_of(project_id=place.project.id, block_id=name.removesuffix(".csv"))
    if found is None or not name.endswith(".csv"):
        raise NotFound
    return stream(csv_chunks(block_rows(found), columns=block_columns(found)), filename=name, media_type=CSV)


@get("/manage/dashboards/residents/{project_id:int}", action="dashboards.enter")
async def show_choice(visit: Visit, project_id: int) -> Answer:
    place = await managed_project(visit, project_id, "dashboards.manage")
    sections = await offered(project_id=project_id)
    now = await chosen(project_id=project_id)
    return page("dashboards/choose.html", place=place, sections=sections, now=now)


@post("/manage/dashboards/residents/{project_id:int}", action="dashboards.enter")
async def send_choice(visit: Visit, project_id: int) -> Answer:
    """Only cards that may be shown at all; others that a form names are passed over."""
    place = await managed_project(visit, project_id, "dashboards.manage")
    wanted = set((await visit.body()).get("card", []))
    cards = [
        block.id
        for each in await offered(project_id=project_id)
        for block in each.blocks
        if block.id in wanted
    ]
    await choose(project_id=project_id, cards=cards)
    await note(
        action="dashboards.show",
        subject="project",
        subject_id=project_id,
        details={"cards": len(cards)},
        by=person_of(visit),
    )
    said = (
        _("Residents see the cards that you chose.")
        if cards
        else _("Residents see no figures of this project.")
    )
    return redirect(f"{place.project.url}/figures" if cards else visit.request.url.path, toast=said)
