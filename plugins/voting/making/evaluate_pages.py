"""Pages of evaluators: staff, or named people who were given the action. What they find is public on the option."""

from decimal import Decimal
from typing import Annotated, Any

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Choice,
    LongText,
    NotFound,
    Number,
    Page,
    Place,
    Raw,
    Refused,
    Visit,
    _,
    bind,
    get,
    page,
    person_of,
    post,
    redirect,
)
from plugins.voting.making.evaluating import FEASIBLE, evaluate, findings
from plugins.voting.making.forms import MOST_KRONER
from plugins.voting.making.service import begun
from plugins.voting.options import VoteOption, option, options_of, parts_of
from plugins.voting.pages import about
from plugins.voting.settings import ORE, settings_of


class EvaluationForm(msgspec.Struct, kw_only=True):
    feasible: Annotated[str, Choice(label=_("Can it be done?"), options=tuple(FEASIBLE.items()))]
    cost: Annotated[Decimal | None, Number(label=_("Cost in kroner"), min=0, max=MOST_KRONER, decimals=2)] = (
        None
    )
    reason: Annotated[
        str,
        LongText(
            label=_("Reason"),
            help=_("What you looked at, and what it rests on. Everyone reads it."),
            required=False,
            max=2_000,
        ),
    ] = ""


@get("/evaluate", action="voting.evaluate", at="activity")
async def to_evaluate(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    """Those that nobody has looked at first."""
    found = await options_of(activity=place.here, on_ballot=None)
    return page(
        "voting/evaluate.html",
        options=sorted(found, key=lambda each: bool(each.feasible)),
        waiting=sum(not each.feasible for each in found),
        says=FEASIBLE,
        **about(place, await parts_of(activity_id=place.here.id)),
    )


@get("/evaluate/{option_id:int}", action="voting.evaluate", at="activity")
async def evaluate_one(visit: Visit, place: Place, option_id: int) -> Answer:  # noqa: ARG001
    found = await _option(place, option_id)
    return await _page(place, found, _form(place, found))


@post("/evaluate/{option_id:int}", action="voting.evaluate", at="activity")
async def send_evaluation(visit: Visit, place: Place, option_id: int) -> Answer:
    found = await _option(place, option_id)
    form = _form(place, found, await visit.body())
    if not form.ok:
        return await _page(place, found, form, status=422)
    given = form.values
    try:
        await evaluate(
            place=place,
            by=person_of(visit),
            option_id=option_id,
            feasible=given.feasible,
            cost=int(given.cost * ORE) if given.cost is not None else found.cost,
            reason=given.reason,
        )
    except Refused as refused:
        return await _page(place, found, form.refuse(refused), status=422)
    return redirect(f"{place.url}/evaluate", toast=_("Saved. It stands on the option's page."))


def _form(place: Place, found: VoteOption, raw: Raw | None = None) -> Bound[EvaluationForm]:
    initial: dict[str, Any] = {
        "feasible": found.feasible,
        "cost": Decimal(found.cost) / ORE,
        "reason": found.reason,
    }
    form = bind(EvaluationForm, raw, initial=initial)
    if not settings_of(place.here).money:
        form.fields[:] = [field for field in form.fields if field.key != "cost"]
    return form


async def _option(place: Place, option_id: int) -> VoteOption:
    found = await option(activity=place.here, option_id=option_id)
    if found is None:
        raise NotFound
    return found


async def _page(place: Place, found: VoteOption, form: Bound[EvaluationForm], *, status: int = 200) -> Page:
    return page(
        "voting/evaluate_one.html",
        status=status,
        option=found,
        form=form,
        log=await findings(activity_id=place.here.id, option_id=found.id),
        says=FEASIBLE,
        begun=await begun(activity_id=place.here.id),
        **about(place, await parts_of(activity_id=place.here.id)),
    )
