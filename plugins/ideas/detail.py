"""One idea: what it says, what the municipality answers, and the talk below it."""

from core.sdk import (
    Answer,
    Contribution,
    Decision,
    NotFound,
    Place,
    State,
    Visit,
    _,
    comments_of,
    get,
    load,
    load_form_version,
    page,
    redirect,
    say_answers,
)
from plugins.ideas.browse import IDEA, about, area_names, geojson
from plugins.ideas.importing.insert import SOURCE
from plugins.ideas.settings import allows


@get("/{idea_id:int}", action="ideas.view", at="activity", keep=True)
async def show_idea(visit: Visit, place: Place, idea_id: int) -> Answer:
    idea = await load(contribution_id=idea_id, activity_id=place.here.id, viewer=visit.person)
    if idea is None or idea.kind != IDEA:
        raise NotFound
    if idea.state is State.MERGED and idea.merged_into:
        joined = _("This was joined with another that says the same.")
        return redirect(f"{place.url}/{idea.merged_into}", toast=joined)
    if idea.state is State.DRAFT:
        return redirect(f"{place.url}/{idea.id}/edit")
    thread = await comments_of(root_id=idea.id, viewer=visit.person, cursor=visit.query.get("comments", ""))
    return page(
        "ideas/show.html",
        idea=idea,
        thread=thread,
        answers=await answers_of(idea, staff=bool(visit.can("ideas.moderate"))),
        source=str(idea.answers.get(SOURCE, "")),
        areas=area_names(visit),
        may_comment=decision(visit, place, "ideas.comment"),
        may_support=visit.can("ideas.support"),
        may_oppose=visit.can("ideas.oppose"),
        **about(place),
    )


@get("/{idea_id:int}/point.json", action="ideas.view", at="activity")
async def show_point(visit: Visit, place: Place, idea_id: int) -> Answer:
    """The one place of this idea, for the small map on its page."""
    idea = await load(contribution_id=idea_id, activity_id=place.here.id, viewer=visit.person)
    if idea is None or idea.kind != IDEA or idea.latitude is None or idea.longitude is None:
        raise NotFound
    return geojson(
        place, [{"id": idea.id, "title": idea.title, "latitude": idea.latitude, "longitude": idea.longitude}]
    )


async def answers_of(idea: Contribution, *, staff: bool) -> list[tuple[object, str]]:
    """Answers to the extra questions: those that are for all, or for staff every one."""
    form = await load_form_version(idea.form_version)
    if form is None:
        return []
    return [(label, said) for label, said in say_answers(form.fields, idea.answers, public_only=not staff)]


def decision(visit: Visit, place: Place, action: str) -> Decision | None:
    """None where the settings have switched it off: then nothing is said of it at all."""
    return visit.can(action) if allows(place.here, action) else None
