"""Staff: count a closed vote, look at the result before others do, decide otherwise with a reason, publish."""

from typing import Annotated

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Choice,
    LongText,
    NotFound,
    Person,
    Place,
    Refused,
    Visit,
    _,
    bind,
    get,
    page,
    post,
    progress_of,
    redirect,
    value,
)
from plugins.voting.paper.readings import papers_of
from plugins.voting.results.count import ask_for_count
from plugins.voting.results.load import Decided, Result, load_result
from plugins.voting.results.publish import override, publish_result, take_back_override
from plugins.voting.results.view import view_of
from plugins.voting.settings import settings_of


class OverrideForm(msgspec.Struct, kw_only=True):
    funded: Annotated[
        str,
        Choice(
            label=_("What is decided"), options=(("yes", _("It is funded")), ("no", _("It is not funded")))
        ),
    ]
    reason: Annotated[
        str,
        LongText(
            label=_("Why"),
            help=_(
                "It is published beside the option, word for word. Name who decided, and what it rests on."
            ),
            min=20,
            max=1000,
        ),
    ]


@get("/manage/result", action="voting.manage", at="activity")
async def show(visit: Visit, place: Place) -> Answer:
    result = await load_result(activity=place.here, published=False)
    papers = await papers_of(activity_id=place.here.id)
    return page(
        "voting/manage_result.html",
        block="state",
        view=await view_of(activity=place.here, result=result) if result else None,
        closed=place.here.closes_at is not None and place.here.closes_at <= visit.now,
        ballots=await value("SELECT count(*) FROM voting_ballot WHERE activity = $1", place.here.id),
        papers=len(papers),
        papers_open=sum(each.agreed is None for each in papers),
        job=await _job(visit),
        job_id=visit.query.get("job", "") if visit.query.get("job", "").isdecimal() else "",
        base=place.url,
        chosen=settings_of(place.here),
    )


@post("/manage/result/count", action="voting.manage", at="activity")
async def count(visit: Visit, place: Place) -> Answer:
    try:
        job_id = await ask_for_count(place=place, by=staff(visit))
    except Refused as refused:
        return redirect(f"{place.url}/manage/result", toast=refused.message, done=False)
    return redirect(f"{place.url}/manage/result?job={job_id}")


@post("/manage/result/publish", action="voting.manage", at="activity")
async def publish(visit: Visit, place: Place) -> Answer:
    try:
        await publish_result(place=place, by=staff(visit))
    except Refused as refused:
        return redirect(f"{place.url}/manage/result", toast=refused.message, done=False)
    return redirect(f"{place.url}/result", toast=_("The result is published."))


@get("/manage/result/{option_id:int}", action="voting.manage", at="activity")
async def show_override(visit: Visit, place: Place, option_id: int) -> Answer:  # noqa: ARG001
    option = await _decided(place, option_id)
    initial = {"funded": "no" if option.decision.funded else "yes", "reason": option.overridden}
    return _override_page(place, option, bind(OverrideForm, initial=initial))


@post("/manage/result/{option_id:int}", action="voting.manage", at="activity")
async def do_override(visit: Visit, place: Place, option_id: int) -> Answer:
    option = await _decided(place, option_id)
    form = bind(OverrideForm, await visit.body())
    if form.ok:
        try:
            await override(
                place=place,
                option_id=option_id,
                funded=form.values.funded == "yes",
                reason=form.values.reason,
                by=staff(visit),
            )
        except Refused as refused:
            form.refuse(refused)
    if not form.ok:
        return _override_page(place, option, form, status=422)
    return redirect(f"{place.url}/manage/result", toast=_("The change is kept, with its reason."))


@post("/manage/result/{option_id:int}/as-counted", action="voting.manage", at="activity")
async def undo_override(visit: Visit, place: Place, option_id: int) -> Answer:
    await take_back_override(place=place, option_id=option_id, by=staff(visit))
    return redirect(f"{place.url}/manage/result", toast=_("It is as the count says again."))


def staff(visit: Visit) -> Person:
    if visit.person is None:  # a staff action lets nobody in without one
        raise LookupError("nobody is signed in")
    return visit.person


async def _job(visit: Visit) -> object:
    asked = visit.query.get("job", "")
    return await progress_of(job_id=int(asked)) if asked.isdecimal() and len(asked) < 19 else None  # noqa: PLR2004


async def _decided(place: Place, option_id: int) -> Decided:
    result: Result | None = await load_result(activity=place.here, published=False)
    for pot in result.pots if result else []:
        for option in pot.options:
            if option.option_id == option_id:
                return option
    raise NotFound


def _override_page(place: Place, option: Decided, form: Bound[OverrideForm], status: int = 200) -> Answer:
    return page("voting/override.html", status=status, form=form, option=option, base=place.url)
