"""The practice project: made when somebody wants one, thrown away when they like."""

from academy.service.practice import make_practice, practice_of, throw_away
from core.sdk import ZONE, Answer, Redirect, Refused, Visit, _, get, note, page, person_of, post, redirect


@get("/manage/academy/practice/open", action="academy.learn")
async def open_it(visit: Visit) -> Answer:
    """Where a lesson's link leads: to the project, or to where it is made."""
    there = await practice_of(person_of(visit).id)
    return redirect(f"/manage/projects/{there}" if there else "/manage/academy/practice")


@get("/manage/academy/practice", action="academy.learn")
async def about(visit: Visit) -> Answer:
    return page("academy/practice.html", project_id=await practice_of(person_of(visit).id))


@post("/manage/academy/practice", action="academy.learn")
async def make(visit: Visit) -> Redirect:
    person = person_of(visit)
    made = await make_practice(person=person, site=visit.site, today=visit.now.astimezone(ZONE).date())
    await note(action="academy.practice", subject="project", subject_id=made, details={}, by=person)
    return redirect(
        f"/manage/projects/{made}", toast=_("Here is your practice project. Nobody else meets it.")
    )


@post("/manage/academy/practice/throw-away", action="academy.learn")
async def throw(visit: Visit) -> Redirect:
    person = person_of(visit)
    there = await practice_of(person.id)
    try:
        await throw_away(person=person)
    except Refused as refused:
        return redirect("/manage/academy/practice", toast=refused.message, done=False)
    if there is not None:
        await note(
            action="academy.throw_practice", subject="project", subject_id=there, details={}, by=person
        )
    return redirect("/manage/academy/practice", toast=_("Thrown away. You can make a new one."))
