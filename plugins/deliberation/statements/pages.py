"""The activity's own page: one statement at a time, big buttons, a pause now and then."""

from typing import Any

from core.sdk import Answer, Place, Refused, Visit, _, get, page, participants, post, redirect
from plugins.deliberation.groups.showing import may_see_result
from plugins.deliberation.numbers import id_of
from plugins.deliberation.options.pages import show_options
from plugins.deliberation.outcome.service import load_outcome
from plugins.deliberation.settings import allows, settings_of
from plugins.deliberation.statements.answering import VALUES, answer, take_back
from plugins.deliberation.statements.routing import answers_of, how_many_statements, next_statement
from plugins.deliberation.statements.voter import Voter, voter_of, welcome
from plugins.deliberation.visiting import about, last_of

SAID = {value: name for name, value in VALUES.items()}


@get("/", action="deliberation.view", at="activity")
async def show(visit: Visit, place: Place) -> Answer:
    if settings_of(place.here).by_options:
        return await show_options(visit, place)
    voter = await voter_of(visit, place)
    return page("deliberation/ask.html", block="ask", **await _ask(visit, place, voter))


@post("/answer", action="deliberation.vote", at="activity")
async def send_answer(visit: Visit, place: Place) -> Answer:
    """`back`: the page with one's own answers, where one may be changed or taken back."""
    sent = await visit.body()
    statement, said = id_of(last_of(sent, "statement")), last_of(sent, "said")
    url = f"{place.url}/mine" if last_of(sent, "back") == "mine" else f"{place.url}#ask"
    if statement is None or said not in (*VALUES, "none") or not allows(place.here, "deliberation.vote"):
        return redirect(url, toast=_("Choose an answer first."), done=False)
    try:
        voter, cookies = await welcome(visit, place)
        if said == "none":
            await take_back(place=place, voter=voter, statement_id=statement)
        else:
            await answer(place=place, voter=voter, statement_id=statement, said=VALUES[said])
    except Refused as refused:
        return redirect(url, toast=refused.message, done=False)
    return redirect(url, cookies=cookies)


@get("/mine", action="deliberation.view", at="activity")
async def show_mine(visit: Visit, place: Place) -> Answer:
    voter = await voter_of(visit, place)
    found = await answers_of(voter=voter) if voter else []
    mine = [(statement, SAID[value]) for statement, value in found]
    return page("deliberation/mine.html", mine=mine, may_vote=visit.can("deliberation.vote"), **about(place))


async def _ask(visit: Visit, place: Place, voter: Voter | None) -> dict[str, Any]:
    chosen = settings_of(place.here)
    answered = voter.answered if voter else 0
    statement = await next_statement(place=place, voter=voter, seed=visit.ip_key)
    pausing = bool(answered and statement and answered % chosen.pause == 0 and not visit.query.get("more"))
    return {
        "statement": statement,
        "answered": answered,
        "total": await how_many_statements(activity_id=place.here.id),
        "pausing": pausing,
        "may_vote": visit.can("deliberation.vote"),
        "may_add": allows(place.here, "deliberation.submit"),
        "people": await participants(activity_id=place.here.id),
        "open_result": await may_see_result(visit, place, voter),
        "outcome": await load_outcome(place=place, published=True),
        **about(place),
    }
