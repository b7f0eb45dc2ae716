"""Options as staff write them."""

from typing import Any

from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Page,
    Place,
    Raw,
    Refused,
    Visit,
    _,
    bind,
    clean_line,
    get,
    page,
    post,
    redirect,
    steps_of,
)
from plugins.deliberation.options.forms import CriteriaForm, OptionForm
from plugins.deliberation.options.service import (
    Criterion,
    Option,
    criteria_of,
    load_option,
    move_option,
    options_of,
    remove_option,
    save_option,
    set_criteria,
    set_scores,
)
from plugins.deliberation.visiting import about, last_of

_MOST_CRITERIA = 12


@get("/manage/options", action="deliberation.manage", at="activity")
async def show_options(visit: Visit, place: Place) -> Answer:
    criteria = await criteria_of(activity_id=place.here.id)
    names = "\n".join(each.name.text(visit.locale) for each in criteria)
    return page(
        "deliberation/manage_options.html",
        options=await options_of(activity_id=place.here.id),
        criteria=criteria,
        form=bind(CriteriaForm, initial={"names": names}),
        **about(place),
    )


@post("/manage/criteria", action="deliberation.manage", at="activity")
async def send_criteria(visit: Visit, place: Place) -> Answer:
    sent = last_of(await visit.body(), "names")
    names = [name for line in sent.splitlines() if (name := clean_line(line)[:80])]
    await set_criteria(place=place, names=names[:_MOST_CRITERIA], language=visit.locale)
    return redirect(f"{place.url}/manage/options", toast=_("Saved."))


@get("/manage/options/new", action="deliberation.manage", at="activity")
async def new_option(visit: Visit, place: Place) -> Answer:  # noqa: ARG001 - an empty form is the same for all
    return await _page(place, None, bind(OptionForm))


@post("/manage/options/new", action="deliberation.manage", at="activity")
async def send_new(visit: Visit, place: Place) -> Answer:
    return await _send(visit, place, None)


@get("/manage/options/{option_id:int}", action="deliberation.manage", at="activity")
async def edit_option(visit: Visit, place: Place, option_id: int) -> Answer:  # noqa: ARG001 - staff see the same
    option = await _option(place, option_id)
    initial = {
        "names": option.name,
        "descriptions": option.description,
        "facts": option.facts,
        "version": str(option.version),
    }
    return await _page(place, option, bind(OptionForm, initial=initial))


@post("/manage/options/{option_id:int}", action="deliberation.manage", at="activity")
async def send_option(visit: Visit, place: Place, option_id: int) -> Answer:
    return await _send(visit, place, await _option(place, option_id))


@post("/manage/options/{option_id:int}/move", action="deliberation.manage", at="activity")
async def send_move(visit: Visit, place: Place, option_id: int) -> Answer:
    await _option(place, option_id)
    await move_option(place=place, option_id=option_id, steps=await steps_of(visit))
    return redirect(f"{place.url}/manage/options")


@post("/manage/options/{option_id:int}/remove", action="deliberation.manage", at="activity")
async def send_remove(visit: Visit, place: Place, option_id: int) -> Answer:  # noqa: ARG001 - nothing is sent but the address
    await _option(place, option_id)
    try:
        await remove_option(place=place, option_id=option_id)
    except Refused as refused:
        return redirect(f"{place.url}/manage/options", toast=refused.message, done=False)
    return redirect(f"{place.url}/manage/options", toast=_("The option is removed."))


async def _send(visit: Visit, place: Place, option: Option | None) -> Answer:
    sent = await visit.body()
    form = bind(OptionForm, sent)
    if not form.ok:
        return await _page(place, option, form, status=422)
    given = form.values
    try:
        option_id = await save_option(
            place=place,
            option_id=option.id if option else None,
            names=given.names,
            descriptions=given.descriptions,
            facts=given.facts,
            version=given.version,
        )
    except Refused as refused:
        return await _page(place, option, form.refuse(refused), status=422)
    scores = _scores(sent, await criteria_of(activity_id=place.here.id))
    await set_scores(place=place, option_id=option_id, scores=scores, language=visit.locale)
    return redirect(f"{place.url}/manage/options", toast=_("Saved."))


def _scores(sent: Raw, criteria: list[Criterion]) -> dict[int, tuple[int | None, str]]:
    """Of each criterion a number from -2 to 2, or none, and words."""
    known = {str(number): number for number in range(-2, 3)}
    return {
        each.id: (
            known.get(last_of(sent, f"score-{each.id}")),
            clean_line(last_of(sent, f"words-{each.id}"))[:200],
        )
        for each in criteria
    }


async def _option(place: Place, option_id: int) -> Option:
    option = await load_option(activity_id=place.here.id, option_id=option_id)
    if option is None:
        raise NotFound
    return option


async def _page(place: Place, option: Option | None, form: Bound[OptionForm], *, status: int = 200) -> Page:
    context: dict[str, Any] = {
        "option": option,
        "form": form,
        "criteria": await criteria_of(activity_id=place.here.id),
    }
    return page("deliberation/manage_option.html", status=status, **context, **about(place))
