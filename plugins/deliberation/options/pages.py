"""Options as residents meet them: side by side, one with its arguments, and what each costs of the other."""

from typing import Any

from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Page,
    Place,
    Refused,
    State,
    Visit,
    _,
    bind,
    get,
    page,
    participants,
    post,
    redirect,
)
from plugins.deliberation.options.forms import ArgumentForm
from plugins.deliberation.options.service import (
    SIDES,
    Argument,
    Option,
    add_argument,
    arguments_of,
    criteria_of,
    load_option,
    option_of_argument,
    options_of,
)
from plugins.deliberation.outcome.service import load_outcome
from plugins.deliberation.settings import allows
from plugins.deliberation.visiting import about


async def show_options(visit: Visit, place: Place) -> Answer:
    """The activity's own page where options are weighed."""
    options = await options_of(activity_id=place.here.id)
    arguments = await arguments_of(place=place, viewer=visit.person)
    return page(
        "deliberation/options.html",
        options=[(option, *_both(arguments, option)) for option in options],
        criteria=await criteria_of(activity_id=place.here.id),
        people=await participants(activity_id=place.here.id),
        outcome=await load_outcome(place=place, published=True),
        **about(place),
    )


@get("/tradeoff", action="deliberation.view", at="activity")
async def show_tradeoff(visit: Visit, place: Place) -> Answer:
    """`mine`: the criteria that matter most to who looks. They stay in the address and are kept nowhere."""
    criteria = await criteria_of(activity_id=place.here.id)
    if not criteria:
        raise NotFound
    options = await options_of(activity_id=place.here.id)
    arguments = await arguments_of(place=place, viewer=visit.person)
    chosen = {each for each in visit.request.query_params.getall("mine", []) if isinstance(each, str)}
    mine = [each for each in criteria if str(each.id) in chosen]
    return page(
        "deliberation/tradeoff.html",
        options=[(option, *_both(arguments, option)) for option in options],
        criteria=criteria,
        mine=[each.id for each in mine],
        ranked=_ranked(options, [each.id for each in mine]),
        **about(place),
    )


@get("/option/{option_id:int}", action="deliberation.view", at="activity")
async def show_option(visit: Visit, place: Place, option_id: int) -> Answer:
    return await _page(visit, place, await _option(place, option_id), bind(ArgumentForm))


# Whoever may read may press 'send': a refusal must not cost the person what was written, so it is decided in here.
@post("/option/{option_id:int}", action="deliberation.view", at="activity")
async def send_argument(visit: Visit, place: Place, option_id: int) -> Answer:
    option = await _option(place, option_id)
    form = bind(ArgumentForm, await visit.body())
    if (
        visit.person is None
        or not visit.can("deliberation.argue")
        or not allows(place.here, "deliberation.argue")
    ):
        return await _page(visit, place, option, form, status=401 if visit.person is None else 403)
    if not form.ok:
        return await _page(visit, place, option, form, status=422)
    try:
        state = await add_argument(
            place=place,
            author=visit.person,
            option_id=option.id,
            side=SIDES[form.values.side],
            text=form.values.text,
        )
    except Refused as refused:
        return await _page(visit, place, option, form.refuse(refused), status=422)
    waits = _("Thank you! A moderator looks at it before it is published.")
    said = _("Thank you! Your argument stands here now.") if state is State.PUBLISHED else waits
    return redirect(f"{place.url}/option/{option.id}", toast=said)


@get("/argument/{contribution_id:int}", action="deliberation.view", at="activity")
async def show_argument(visit: Visit, place: Place, contribution_id: int) -> Answer:  # noqa: ARG001
    """An argument is read where it stands."""
    option_id = await option_of_argument(activity_id=place.here.id, contribution_id=contribution_id)
    if option_id is None:
        raise NotFound
    return redirect(f"{place.url}/option/{option_id}#argument-{contribution_id}")


async def _option(place: Place, option_id: int) -> Option:
    option = await load_option(activity_id=place.here.id, option_id=option_id)
    if option is None:
        raise NotFound
    return option


async def _page(
    visit: Visit,
    place: Place,
    option: Option,
    form: Bound[ArgumentForm],
    *,
    status: int = 200,
) -> Page:
    decision = visit.can("deliberation.argue")
    pro, con = _both(await arguments_of(place=place, viewer=visit.person), option)
    return page(
        "deliberation/option.html",
        status=status,
        option=option,
        pro=pro,
        con=con,
        form=form,
        may_add=allows(place.here, "deliberation.argue"),
        may_support=visit.can("deliberation.support"),
        refusal=None if decision else decision,
        **about(place),
    )


def _both(arguments: list[Argument], option: Option) -> tuple[list[Any], list[Any]]:
    own = [each for each in arguments if each.option_id == option.id]
    return [a.contribution for a in own if a.side > 0], [a.contribution for a in own if a.side < 0]


def _ranked(options: list[Option], mine: list[int]) -> list[tuple[Option, int]]:
    """By what the municipality says of the criteria that somebody chose; nothing chosen, nothing ranked."""
    if not mine:
        return []
    sums = [(each, sum((each.scores.get(c, (0, None))[0] or 0) for c in mine)) for each in options]
    return sorted(sums, key=lambda pair: -pair[1])
