"""One proposal: what it says, how many have signed, whose turn it is, and the clock."""

from typing import Any

from core.sdk import (
    Answer,
    Bound,
    Contribution,
    Decision,
    NotFound,
    Page,
    Person,
    Place,
    Refused,
    Visit,
    _,
    comments_of,
    get,
    load,
    page,
    post,
    redirect,
    value,
)
from plugins.proposals.browse import about
from plugins.proposals.days import day_of
from plugins.proposals.forms import sign_form
from plugins.proposals.messages import UPDATE
from plugins.proposals.reading import Proposal, load_proposal, may_see, rule_at
from plugins.proposals.residence import residence_refusal
from plugins.proposals.rules import computation
from plugins.proposals.signing import sign, unsign
from plugins.proposals.states import OUTCOMES, Outcome, Stage
from plugins.proposals.writing import PROPOSAL


@get("/{proposal_id:int}", action="proposals.view", at="activity", keep=True)
async def show_proposal(visit: Visit, place: Place, proposal_id: int) -> Answer:
    item = await load(contribution_id=proposal_id, activity_id=place.here.id, viewer=visit.person)
    if item is not None and item.kind == UPDATE:
        return redirect(await _page_of_update(place, proposal_id))
    proposal = await visible(visit, place, proposal_id, item)
    if proposal.stage is Stage.MERGED and proposal.merged_into:
        joined = _("This was joined with another proposal.")
        return redirect(f"{place.url}/{proposal.merged_into}", toast=joined)
    if proposal.stage is Stage.DRAFT:
        return redirect(f"{place.url}/{proposal_id}/change")
    return await proposal_page(visit, place, proposal, item, sign_form(names=proposal.rule.names))


@post("/{proposal_id:int}/sign", action="proposals.sign", at="activity")
async def send_signature(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await _open(visit, place, proposal_id)
    form = sign_form(names=proposal.rule.names, raw=await visit.body())
    here = f"{place.url}/{proposal_id}"
    given = form.values if form.ok else None
    if given is None:
        return redirect(here, toast=_("Something in the form was not understood. Try again."), done=False)
    try:
        new = await sign(
            place=place, person=person_of(visit), proposal_id=proposal_id, shown=given.shown, hear=given.hear
        )
    except Refused as refused:
        return redirect(here, toast=refused.message, done=False)
    said = _("Thank you! Your signature counts.") if new else _("You have signed this already.")
    return redirect(here, toast=said)


@post("/{proposal_id:int}/unsign", action="account.own", at="activity")
async def send_unsign(visit: Visit, place: Place, proposal_id: int) -> Answer:
    """Also when the activity has closed: it is one's own name."""
    await _open(visit, place, proposal_id)
    here = f"{place.url}/{proposal_id}"
    try:
        gone = await unsign(place=place, person=person_of(visit), proposal_id=proposal_id)
    except Refused as refused:
        return redirect(here, toast=refused.message, done=False)
    said = _("Your signature is taken back and deleted.") if gone else _("You have not signed this.")
    return redirect(here, toast=said)


async def visible(visit: Visit, place: Place, proposal_id: int, item: Contribution | None) -> Proposal:
    """Raises NotFound where this viewer may not see it: not checked yet, hidden by a moderator, taken back."""
    proposal = await load_proposal(place=place, proposal_id=proposal_id, viewer=visit.person)
    if proposal is None:
        raise NotFound
    if not (proposal.public and item is not None) and not may_see(proposal, place, visit.person):
        raise NotFound
    return proposal


async def proposal_page(
    visit: Visit,
    place: Place,
    proposal: Proposal,
    item: Contribution | None,
    form: Bound[Any],
) -> Page:
    thread = None
    talk = proposal.public and item is not None and about(place)["chosen"].comments
    if talk:
        thread = await comments_of(
            root_id=proposal.id, viewer=visit.person, cursor=visit.query.get("comments", "")
        )
    rule = rule_at(proposal, place, visit.site)
    return page(
        "proposals/show.html",
        proposal=proposal,
        item=item if proposal.public else None,
        thread=thread,
        form=form,
        rule=rule,
        computation=computation(rule),
        outcome=OUTCOMES[Outcome(proposal.outcome)] if proposal.outcome else None,
        open=proposal.may_be_signed(visit.now),
        may_sign=may_sign(visit, proposal),
        may_comment=visit.can("proposals.comment"),
        today=day_of(visit.now),
        **about(place),
    )


def may_sign(visit: Visit, proposal: Proposal) -> Decision:
    """With the reason and the step that helps: signing in, or telling one's postcode."""
    decision = visit.can("proposals.sign")
    if not decision:
        return decision
    refusal = residence_refusal(visit.person, proposal.rule, visit.site)  # falsy, as every refusal
    return decision if refusal is None else refusal


def person_of(visit: Visit) -> Person:
    if visit.person is None:  # the route's action lets nobody in without one
        raise NotFound
    return visit.person


async def _open(visit: Visit, place: Place, proposal_id: int) -> Proposal:
    item = await load(contribution_id=proposal_id, activity_id=place.here.id, viewer=visit.person)
    if item is None or item.kind != PROPOSAL:
        raise NotFound
    return await visible(visit, place, proposal_id, item)


async def _page_of_update(place: Place, update_id: int) -> str:
    found = await value(
        "SELECT k.contribution FROM proposals_update u JOIN proposals_case k ON k.id = u.proposal "
        "WHERE u.contribution = $1",
        update_id,
    )
    return f"{place.url}/{found}#update-{update_id}" if found else place.url
