"""Staff page: choose ideas of the same project as options."""

from core.sdk import (
    Answer,
    Place,
    Refused,
    Typed,
    Visit,
    _,
    get,
    ngettext,
    page,
    person_of,
    post,
    redirect,
    savepoint,
)
from plugins.voting.making.from_ideas import candidates, take
from plugins.voting.making.service import begun

_LONGEST = 18  # digits of a bigint that is surely one


@get("/manage/from-ideas", action="voting.manage", at="activity")
async def choose_ideas(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    found = await candidates(place=place)
    return page(
        "voting/from_ideas.html",
        candidates=found,
        begun=await begun(activity_id=place.here.id),
        base=place.url,
    )


@post("/manage/from-ideas", action="voting.manage", at="activity")
async def take_ideas(visit: Visit, place: Place) -> Answer:
    sent = Typed(await visit.body(), "id").all()
    ids = [int(each) for each in sent if each.isascii() and each.isdigit() and len(each) <= _LONGEST]
    back = f"{place.url}/manage/from-ideas"
    if not ids:
        return redirect(back, toast=_("Tick the ideas that should be options."), done=False)
    try:
        async with savepoint():
            made = await take(place=place, by=person_of(visit), ids=ids)
    except Refused as refused:
        return redirect(back, toast=refused.message, done=False)
    said = ngettext("{n} option is made. Give it a cost.", "{n} options are made. Give them a cost.", made)
    return redirect(f"{place.url}/manage", toast=said.format(n=made))
