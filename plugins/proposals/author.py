"""The page of those who propose: progress, what to print, what to share, messages to those who signed."""

from typing import Any
from urllib.parse import quote

from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Page,
    Place,
    Refused,
    Visit,
    _,
    address_of,
    bind,
    current_tenant,
    get,
    ngettext,
    page,
    post,
    redirect,
    rows,
)
from plugins.proposals.browse import about
from plugins.proposals.days import day_of
from plugins.proposals.detail import person_of
from plugins.proposals.forms import MessageForm
from plugins.proposals.messages import left_of, send_message
from plugins.proposals.reading import Proposal, load_proposal, rule_at
from plugins.proposals.rules import computation
from plugins.proposals.states import Stage
from plugins.proposals.telling import listeners_of

_BY_DAY = """
    SELECT (g.at AT TIME ZONE 'Europe/Oslo')::date AS day, count(*) AS n FROM proposals_signature g
    WHERE g.proposal = $1 AND g.struck_at IS NULL GROUP BY 1 ORDER BY 1 DESC LIMIT 60
"""
_BY_CHANNEL = """
    SELECT channel, count(*) AS n FROM proposals_signature WHERE proposal = $1 AND struck_at IS NULL GROUP BY 1
"""


@get("/{proposal_id:int}/author", action="account.own", at="activity")
async def show_author(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await ours(visit, place, proposal_id)
    return await _page(visit, place, proposal, bind(MessageForm))


@post("/{proposal_id:int}/message", action="account.own", at="activity")
async def send(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await ours(visit, place, proposal_id)
    form = bind(MessageForm, await visit.body())
    if not form.ok:
        return await _page(visit, place, proposal, form, status=422)
    wish = form.values
    try:
        told = await send_message(
            place=place, proposal_id=proposal_id, author=person_of(visit), title=wish.title, text=wish.text
        )
    except Refused as refused:
        return await _page(visit, place, proposal, form.refuse(refused), status=422)
    said = ngettext("Your message went to {n} person.", "Your message went to {n} people.", told).format(
        n=told
    )
    return redirect(f"{place.url}/{proposal_id}/author", toast=said)


async def ours(visit: Visit, place: Place, proposal_id: int) -> Proposal:
    """One that this person proposes, alone or together. Raises NotFound."""
    proposal = await load_proposal(place=place, proposal_id=proposal_id, viewer=visit.person)
    if proposal is None or not proposal.mine or proposal.stage in (Stage.DRAFT, Stage.WITHDRAWN):
        raise NotFound
    return proposal


def whole_address(place: Place, path: str) -> str:
    return address_of(current_tenant(), f"{place.url}/{path}")


async def _page(
    visit: Visit, place: Place, proposal: Proposal, form: Bound[Any], *, status: int = 200
) -> Page:
    rule = rule_at(proposal, place, visit.site)
    by_day = await rows(_BY_DAY, proposal.case_id)
    channels = {each["channel"]: each["n"] for each in await rows(_BY_CHANNEL, proposal.case_id)}
    return page(
        "proposals/author.html",
        status=status,
        proposal=proposal,
        form=form,
        rule=rule,
        computation=computation(rule),
        by_day=[(each["day"], each["n"]) for each in reversed(by_day)],
        web=channels.get("web", 0),
        paper=channels.get("paper", 0),
        listeners=len(await listeners_of(contribution_id=proposal.id)),
        left=await left_of(place=place, case_id=proposal.case_id),
        today=day_of(visit.now),
        address=whole_address(place, str(proposal.id)),
        join_address=whole_address(place, f"join/{proposal.join_key}"),
        share=_share(place, proposal),
        **about(place),
    )


def _share(place: Place, proposal: Proposal) -> list[tuple[object, str]]:
    """Links that open the person's own programs: nothing of others' is loaded on our page."""
    address = whole_address(place, str(proposal.id))
    words = str(_("Sign the proposal “{title}”: {address}").format(title=proposal.title, address=address))
    return [
        (_("E-mail"), f"mailto:?subject={quote(proposal.title)}&body={quote(words)}"),
        (_("Text message"), f"sms:?&body={quote(words)}"),
        (_("Facebook"), f"https://www.facebook.com/sharer/sharer.php?u={quote(address, safe='')}"),
    ]
