"""What residents read: what was promised, what came of it and how the work goes on; and what became of their own."""

from core.sdk import Answer, Place, Visit, get, page, person_of
from plugins.followup.about import number
from plugins.followup.days import day_of
from plugins.followup.ledger import frame_of, overdue_everywhere, promises_of
from plugins.followup.mine import became_of
from plugins.followup.reading import newest_outcomes, outcomes_of
from plugins.followup.steps import steps_of_project
from plugins.followup.words import KIND_LOOKS, KINDS, PROMISES, STEPS

_PAGE = 20


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


@get("/outcomes", action="followup.view", keep=True)
async def show_all(visit: Visit) -> Answer:
    """Of the whole place: the latest answers, and what is overdue."""
    found = await newest_outcomes(before=number(visit.query.get("before", "")), most=_PAGE + 1)
    return page(
        "followup/all.html",
        outcomes=found[:_PAGE],
        older=found[_PAGE - 1].id if len(found) > _PAGE else None,
        overdue=await overdue_everywhere(today=day_of(visit.now)),
        kinds=KINDS,
        looks=KIND_LOOKS,
    )


@get("/account/outcomes", action="followup.own")
async def show_mine(visit: Visit) -> Answer:
    """What became of what I wrote or support, in all projects."""
    mine = await became_of(person_of(visit).id)
    return page("followup/mine.html", tab="/account", mine=mine, kinds=KINDS, looks=KIND_LOOKS)
