"""The common statement as residents meet it."""

from core.sdk import Answer, NotFound, Place, Visit, _, get, page, post, redirect
from plugins.deliberation.outcome.service import endorse, load_outcome
from plugins.deliberation.visiting import about, last_of, person_of


@get("/outcome", action="deliberation.view", at="activity")
async def show_outcome(visit: Visit, place: Place) -> Answer:
    found = await load_outcome(place=place, viewer=visit.person, published=True)
    if found is None:
        raise NotFound
    return page(
        "deliberation/outcome.html",
        outcome=found,
        may_endorse=visit.can("deliberation.endorse"),
        **about(place),
    )


@post("/outcome/endorse", action="deliberation.endorse", at="activity")
async def send_endorsement(visit: Visit, place: Place) -> Answer:
    """By people with an account: to endorse is to stand by it."""
    found = await load_outcome(place=place, viewer=visit.person, published=True)
    if found is None:
        raise NotFound
    if visit.person is None:
        return redirect(f"/sign-in?next={place.url}/outcome")
    yes = last_of(await visit.body(), "endorse") != "no"
    await endorse(place=place, person=person_of(visit), outcome=found, yes=yes)
    said = _("Thank you! You stand behind the common statement.")
    return redirect(f"{place.url}/outcome", toast=said if yes else _("You no longer stand behind it."))
