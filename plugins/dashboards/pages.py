"""The dashboard for staff: of the whole place, a project, an activity. The address is the view."""

from core.sdk import (
    CSV,
    FIGURES,
    Answer,
    NotFound,
    Visit,
    block_columns,
    block_rows,
    csv_chunks,
    get,
    live_stream,
    page,
    stream,
)
from plugins.dashboards.asked import CHANNELS, PERIODS, STEPS, Asked, asked_of
from plugins.dashboards.choices import choices_of, may_choose, may_see
from plugins.dashboards.showing import block_of, newest_line, shown

BASE = "/manage/dashboards"


@get("/manage/dashboards", action="dashboards.enter")
async def show(visit: Visit) -> Answer:
    asked = await asked_by(visit)
    return page(
        "dashboards/show.html",
        block="cards",
        asked=asked,
        version=await newest_line(),
        sections=await shown(asked),
        base=BASE,
        may_choose=asked.project_id is not None and await may_choose(visit, asked.project_id),
        periods=[(key, label) for key, (label, _days) in PERIODS.items()],
        steps=STEPS.items(),
        channels=CHANNELS.items(),
        **await choices_of(visit, asked),
    )


@get("/manage/dashboards/live", action="dashboards.enter")
async def listen(visit: Visit) -> Answer:
    """That somebody did something here, as it happens; once a second at most. What it was, the page asks for itself."""
    return await live_stream(visit, FIGURES, version=await newest_line())


@get("/manage/dashboards/block/{name:str}", action="dashboards.enter")
async def take_out(visit: Visit, name: str) -> Answer:
    """The numbers of one card as a file, as the view is filtered."""
    found = await block_of(await asked_by(visit), name.removesuffix(".csv"))
    if found is None or not name.endswith(".csv"):
        raise NotFound
    return stream(csv_chunks(block_rows(found), columns=block_columns(found)), filename=name, media_type=CSV)


async def asked_by(visit: Visit) -> Asked:
    """What the address asks for, within what this person may see."""
    project_id, activity_id = await may_see(visit)
    return asked_of(visit.query, now=visit.now, project_id=project_id, activity_id=activity_id)
