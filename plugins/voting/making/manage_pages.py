"""Staff pages: all options in a table; one made, changed, moved, taken back."""

from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Page,
    Place,
    Refused,
    Typed,
    Visit,
    _,
    get,
    page,
    person_of,
    post,
    redirect,
    savepoint,
)
from plugins.voting.making.forms import OptionForm, content_of, facts_of, option_form
from plugins.voting.making.service import add_option, begun, change_option, move_option, remove_option
from plugins.voting.options import VoteOption, option, options_of, parts_of
from plugins.voting.pages import about

BIGGEST = 25_000_000  # one picture


@get("/manage", action="voting.manage", at="activity")
async def manage(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    found = await options_of(activity=place.here, on_ballot=None)
    return page(
        "voting/manage.html",
        options=found,
        begun=await begun(activity_id=place.here.id),
        on_ballot=sum(each.on_ballot for each in found),
        asked_for=sum(each.cost for each in found if each.on_ballot),
        **about(place, await parts_of(activity_id=place.here.id)),
    )


@get("/manage/new", action="voting.manage", at="activity")
async def new_option(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    return await _page(place, option_form(place, await parts_of(activity_id=place.here.id)))


@post("/manage/new", action="voting.manage", at="activity", max_body=BIGGEST)
async def send_new(visit: Visit, place: Place) -> Answer:
    form = option_form(place, await parts_of(activity_id=place.here.id), await visit.body())
    if not form.ok:
        return await _page(place, form, status=422)
    by = person_of(visit)
    try:
        await add_option(place=place, by=by, content=await content_of(form, by=by), facts=facts_of(form))
    except Refused as refused:
        return await _page(place, form.refuse(refused), status=422)
    return redirect(f"{place.url}/manage", toast=_("The option is made."))


@get("/manage/{option_id:int}", action="voting.manage", at="activity")
async def show_one(visit: Visit, place: Place, option_id: int) -> Answer:  # noqa: ARG001
    kept = await _option(place, option_id)
    return await _page(place, option_form(place, await parts_of(activity_id=place.here.id), kept=kept), kept)


@post("/manage/{option_id:int}", action="voting.manage", at="activity", max_body=BIGGEST)
async def send_one(visit: Visit, place: Place, option_id: int) -> Answer:
    kept, by = await _option(place, option_id), person_of(visit)
    form = option_form(place, await parts_of(activity_id=place.here.id), await visit.body(), kept)
    if not form.ok:
        return await _page(place, form, kept, status=422)
    try:
        await change_option(
            place=place,
            by=by,
            option_id=option_id,
            content=await content_of(form, by=by, kept=kept),
            facts=facts_of(form, kept),
            version=form.values.version,
        )
    except Refused as refused:
        return await _page(place, form.refuse(refused), kept, status=422)
    return redirect(f"{place.url}/manage", toast=_("Saved."))


@post("/manage/{option_id:int}/move", action="voting.manage", at="activity")
async def move(visit: Visit, place: Place, option_id: int) -> Answer:
    up = Typed(await visit.body(), "to").one() == "up"
    await move_option(place=place, option_id=option_id, up=up)
    return redirect(f"{place.url}/manage#option-{option_id}")


@get("/manage/{option_id:int}/remove", action="voting.manage", at="activity")
async def ask_remove(visit: Visit, place: Place, option_id: int) -> Answer:  # noqa: ARG001
    return page("voting/remove.html", option=await _option(place, option_id), base=place.url)


@post("/manage/{option_id:int}/remove", action="voting.manage", at="activity")
async def send_remove(visit: Visit, place: Place, option_id: int) -> Answer:
    await _option(place, option_id)
    try:
        async with savepoint():
            await remove_option(place=place, by=person_of(visit), option_id=option_id)
    except Refused as refused:
        return redirect(f"{place.url}/manage", toast=refused.message, done=False)
    return redirect(f"{place.url}/manage", toast=_("The option is taken back."))


async def _option(place: Place, option_id: int) -> VoteOption:
    found = await option(activity=place.here, option_id=option_id)
    if found is None:
        raise NotFound
    return found


async def _page(
    place: Place, form: Bound[OptionForm], kept: VoteOption | None = None, *, status: int = 200
) -> Page:
    return page(
        "voting/manage_one.html",
        status=status,
        form=form,
        option=kept,
        begun=await begun(activity_id=place.here.id),
        base=place.url,
    )
