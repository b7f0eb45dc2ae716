"""One proposal as staff work on it: the check, who handles it, the way to the council, the decision, what follows."""

from datetime import date
from typing import Any

from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Page,
    Place,
    Refused,
    Text,
    Visit,
    _,
    bind,
    colleagues,
    get,
    page,
    post,
    redirect,
)
from plugins.proposals.alike import alike_to
from plugins.proposals.browse import about
from plugins.proposals.casework import decide, follow_up, join_with, send_to_council, set_clock_note
from plugins.proposals.checking import approve, give_to, refuse, send_back
from plugins.proposals.days import day_of, period_of
from plugins.proposals.detail import person_of
from plugins.proposals.manage_forms import (
    CheckForm,
    ClockForm,
    DecisionForm,
    FollowForm,
    HandlerForm,
    JoinForm,
    SendForm,
)
from plugins.proposals.numbers import id_of
from plugins.proposals.reading import Proposal, load_proposal, rule_at
from plugins.proposals.rules import computation
from plugins.proposals.states import OUTCOMES, Outcome, Stage


@get("/manage/{proposal_id:int}", action="proposals.handle", at="activity")
async def show_one(visit: Visit, place: Place, proposal_id: int) -> Answer:
    return await _page(visit, place, await staffs(visit, place, proposal_id))


@post("/manage/{proposal_id:int}/check", action="proposals.handle", at="activity")
async def send_check(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await staffs(visit, place, proposal_id)
    form = bind(CheckForm, await visit.body())
    if not form.ok:
        return await _page(visit, place, proposal, check=form, status=422)
    wish, by = form.values, person_of(visit)
    try:
        if wish.verdict == "approve":
            await approve(place=place, proposal_id=proposal_id, by=by)
        else:
            turn_down = send_back if wish.verdict == "return" else refuse
            await turn_down(place=place, proposal_id=proposal_id, by=by, reason=wish.reason)
    except Refused as refused:
        return await _page(visit, place, proposal, check=form.refuse(refused), status=422)
    return redirect(_here(place, proposal_id), toast=_("Done. Those who proposed are told."))


@post("/manage/{proposal_id:int}/handler", action="proposals.handle", at="activity")
async def send_handler(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await staffs(visit, place, proposal_id)
    form = bind(HandlerForm, await visit.body(), options=await _handlers(place))
    if not form.ok:
        return await _page(visit, place, proposal, handler=form, status=422)
    chosen = id_of(form.values.handler)
    await give_to(place=place, proposal_id=proposal_id, by=person_of(visit), handler_id=chosen)
    return redirect(_here(place, proposal_id), toast=_("Saved."))


@post("/manage/{proposal_id:int}/send", action="proposals.handle", at="activity")
async def send_on(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await staffs(visit, place, proposal_id)
    form = bind(SendForm, await visit.body())
    if form.ok and form.values.case_url and not form.values.case_url.startswith("https://"):
        form.refuse(_("The address must begin with https://"), "case_url")
    if not form.ok:
        return await _page(visit, place, proposal, send=form, status=422)
    wish = form.values
    try:
        await send_to_council(
            place=place,
            proposal_id=proposal_id,
            by=person_of(visit),
            case_number=wish.case_number,
            case_url=wish.case_url,
            reason=wish.reason,
        )
    except Refused as refused:
        return await _page(visit, place, proposal, send=form.refuse(refused), status=422)
    return redirect(_here(place, proposal_id), toast=_("Done. Those it concerns are told."))


@post("/manage/{proposal_id:int}/clock", action="proposals.handle", at="activity")
async def send_clock(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await staffs(visit, place, proposal_id)
    form = bind(ClockForm, await visit.body())
    if not form.ok:
        return await _page(visit, place, proposal, clock=form, status=422)
    try:
        await set_clock_note(
            place=place, proposal_id=proposal_id, by=person_of(visit), reason=form.values.reason
        )
    except Refused as refused:
        return await _page(visit, place, proposal, clock=form.refuse(refused), status=422)
    return redirect(_here(place, proposal_id), toast=_("Saved."))


@post("/manage/{proposal_id:int}/decide", action="proposals.handle", at="activity")
async def send_decision(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await staffs(visit, place, proposal_id)
    form = bind(DecisionForm, await visit.body())
    if form.ok and form.values.decided_on > day_of(visit.now):
        form.refuse(_("The day of the decision cannot be in the future."), "decided_on")
    if not form.ok:
        return await _page(visit, place, proposal, decision=form, status=422)
    wish = form.values
    try:
        await decide(
            place=place,
            proposal_id=proposal_id,
            by=person_of(visit),
            outcome=Outcome(wish.outcome),
            decided_on=wish.decided_on,
            reason=wish.reason,
        )
    except Refused as refused:
        return await _page(visit, place, proposal, decision=form.refuse(refused), status=422)
    return redirect(_here(place, proposal_id), toast=_("Done. Those it concerns are told."))


@post("/manage/{proposal_id:int}/follow", action="proposals.handle", at="activity")
async def send_follow_up(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await staffs(visit, place, proposal_id)
    form = bind(FollowForm, await visit.body())
    if not form.ok:
        return await _page(visit, place, proposal, follow=form, status=422)
    wish = form.values
    try:
        await follow_up(
            place=place, proposal_id=proposal_id, by=person_of(visit), reason=wish.reason, done=wish.done
        )
    except Refused as refused:
        return await _page(visit, place, proposal, follow=form.refuse(refused), status=422)
    return redirect(_here(place, proposal_id), toast=_("Done. Those it concerns are told."))


@post("/manage/{proposal_id:int}/join", action="proposals.handle", at="activity")
async def send_join(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await staffs(visit, place, proposal_id)
    form = bind(JoinForm, await visit.body())
    target = id_of(form.values.target.rstrip("/").rpartition("/")[2]) if form.ok else None
    if form.ok and target is None:
        form.refuse(_("Write the number or the address of the other proposal."), "target")
    if not form.ok or target is None:
        return await _page(visit, place, proposal, join=form, status=422)
    try:
        await join_with(place=place, proposal_id=proposal_id, target_id=target, by=person_of(visit))
    except Refused as refused:
        return await _page(visit, place, proposal, join=form.refuse(refused), status=422)
    return redirect(
        f"{place.url}/manage?show=other", toast=_("They are joined, and those it concerns are told.")
    )


async def staffs(visit: Visit, place: Place, proposal_id: int) -> Proposal:
    """One that was sent in. Raises NotFound: a draft is its author's alone."""
    proposal = await load_proposal(place=place, proposal_id=proposal_id, viewer=visit.person)
    if proposal is None or proposal.stage is Stage.DRAFT:
        raise NotFound
    return proposal


async def _page(
    visit: Visit, place: Place, proposal: Proposal, *, status: int = 200, **bound: Bound[Any]
) -> Page:
    rule = rule_at(proposal, place, visit.site)
    today = day_of(visit.now)
    alike = await alike_to(proposal=proposal, rule=rule, viewer=visit.person, today=today)
    return page(
        "proposals/manage_one.html",
        status=status,
        proposal=proposal,
        rule=rule,
        computation=computation(rule),
        alike=alike,
        period=period_of(today, rule.law.period.elections) if rule.once_per_period else None,
        today=today,
        outcome=OUTCOMES[Outcome(proposal.outcome)] if proposal.outcome else None,
        may_paper=bool(visit.can("proposals.paper")),
        forms={**await _forms(place, proposal, today), **bound},
        **about(place),
    )


async def _forms(place: Place, proposal: Proposal, today: date) -> dict[str, Bound[Any]]:
    chosen = {"handler": str(proposal.handler_id or "")}
    return {
        "check": bind(CheckForm),
        "handler": bind(HandlerForm, initial=chosen, options=await _handlers(place)),
        "send": bind(SendForm),
        "clock": bind(ClockForm, initial={"reason": proposal.clock_note}),
        "decision": bind(DecisionForm, initial={"decided_on": today}),
        "follow": bind(FollowForm),
        "join": bind(JoinForm),
    }


async def _handlers(place: Place) -> dict[str, list[tuple[str, str | Text]]]:
    people = [(str(each["id"]), each["name"]) for each in await colleagues(place=place)]
    return {"handler": [("", _("Nobody")), *people]}


def _here(place: Place, proposal_id: int) -> str:
    return f"{place.url}/manage/{proposal_id}"
