"""What residents read: what was promised, what came of it and how the work goes on; and what became of their own."""

from core.sdk import Answer, Place, Visit, get, page, person_of
from plugins.followup.days import day_of
from plugins.followup.ledger import frame_of, promises_of
from plugins.followup.mine import became_of
from plugins.followup.reading import outcomes_of
from plugins.followup.steps import steps_of_project
from plugins.followup.words import KIND_LOOKS, KINDS, PROMISES, STEPS


@get("/outcomes", action="followup.view", at="project", keep=True)
async def show(visit: Visit, place: Place) -> Answer:
    project = place.project
    return page(
        "followup/show.html",
        project=project,
        frame=await frame_of(project.id),
        promises=await promises_of(project_id=project.id, today=day_of(visit.now)),
        outcomes=await outcomes_of(project_id=project.id, published=True),
        steps=await steps_of_project(project.id),
        kinds=KINDS,
        looks=KIND_LOOKS,
        promise_names=PROMISES,
        step_names=STEPS,
    )


@get("/account/outcomes", action="followup.own")
async def show_mine(visit: Visit) -> Answer:
    """What became of what I wrote or support, in all projects."""
    mine = await became_of(person_of(visit).id)
    return page("followup/mine.html", tab="/account", mine=mine, kinds=KINDS, looks=KIND_LOOKS)
