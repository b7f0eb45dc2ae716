"""Pages of those who propose: a new one, changing it, sending it in, taking it back, proposing together, one's own."""

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
    get,
    page,
    post,
    redirect,
    rows,
    similar,
    topics,
)
from plugins.proposals.browse import about
from plugins.proposals.detail import person_of
from plugins.proposals.forms import content_of, proposal_form
from plugins.proposals.reading import Proposal, load_proposal
from plugins.proposals.residence import residence_refusal
from plugins.proposals.rules import computation, rule_of
from plugins.proposals.settings import settings_of
from plugins.proposals.states import CLOCK_RUNS, EDITABLE, Stage
from plugins.proposals.writing import (
    PROPOSAL,
    begin,
    change,
    invited_to,
    join,
    leave,
    send_in,
    take_back,
)

BIGGEST = 300_000
_MINE = """
    SELECT c.id, c.title, k.stage, k.signatures, k.threshold, c.author = $2 AS author FROM proposals_case k
    JOIN contribution c ON c.id = k.contribution WHERE c.activity = $1 AND (c.author = $2 OR EXISTS (
        SELECT 1 FROM proposals_proposer r WHERE r.proposal = k.id AND r.person = $2))
    AND c.state <> 'removed' ORDER BY c.id DESC LIMIT 100
"""


@get("/new", action="proposals.submit", at="activity")
async def new_proposal(visit: Visit, place: Place) -> Answer:
    return await _page(visit, place, proposal_form(topics=await topics()))


# Whoever may read may press 'send': a refusal must not cost the person what was written, so it is decided in here.
@post("/new", action="proposals.view", at="activity", max_body=BIGGEST)
async def send_new(visit: Visit, place: Place) -> Answer:
    step = await _step(visit)
    may = bool(visit.can("proposals.submit")) and visit.person is not None
    form = proposal_form(topics=await topics(), raw=await visit.body(), draft=step != "send" or not may)
    if step == "similar" or not may or not form.ok:
        status = 200 if step == "similar" else 422 if may else 401 if visit.person is None else 403
        return await _page(visit, place, form, status=status, looked=step == "similar")
    try:
        new_id = await begin(place=place, author=person_of(visit), content=content_of(form))
        if step == "send":
            await send_in(place=place, author=person_of(visit), proposal_id=new_id)
    except Refused as refused:
        return await _page(visit, place, form.refuse(refused), status=422)
    return _sent(place, new_id, step)


@get("/mine", action="account.own", at="activity")
async def show_mine(visit: Visit, place: Place) -> Answer:
    found = await rows(_MINE, place.here.id, person_of(visit).id)
    return page("proposals/mine.html", proposals=found, **about(place))


@get("/{proposal_id:int}/change", action="account.own", at="activity")
async def edit_proposal(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await own(visit, place, proposal_id)
    if proposal.stage not in EDITABLE:
        return redirect(f"{place.url}/{proposal_id}", toast=_CLOSED, done=False)
    return await _page(visit, place, proposal_form(topics=await topics(), kept=proposal), proposal=proposal)


@post("/{proposal_id:int}/change", action="account.own", at="activity", max_body=BIGGEST)
async def send_edit(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await own(visit, place, proposal_id)
    step = await _step(visit)
    draft = step != "send"
    form = proposal_form(topics=await topics(), raw=await visit.body(), kept=proposal, draft=draft)
    if not visit.can("proposals.submit") and not draft:
        form.refuse(_("This is not open now. What you wrote can be saved as a draft."))
    if step == "similar" or not form.ok:
        status = 200 if step == "similar" else 422
        return await _page(visit, place, form, proposal=proposal, status=status, looked=step == "similar")
    person = person_of(visit)
    content, version = content_of(form), form.values.version
    try:
        await change(place=place, author=person, proposal=proposal, content=content, version=version)
        if not draft:
            await send_in(place=place, author=person, proposal_id=proposal_id)
    except Refused as refused:
        return await _page(visit, place, form.refuse(refused), proposal=proposal, status=422)
    return _sent(place, proposal_id, step)


@get("/{proposal_id:int}/withdraw", action="account.own", at="activity")
async def ask_withdraw(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await own(visit, place, proposal_id)
    return page(
        "proposals/withdraw.html", proposal=proposal, late=proposal.stage in CLOCK_RUNS, **about(place)
    )


@post("/{proposal_id:int}/withdraw", action="account.own", at="activity")
async def send_withdraw(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await own(visit, place, proposal_id)
    try:
        await take_back(place=place, author=person_of(visit), proposal_id=proposal_id)
    except Refused as refused:
        return redirect(f"{place.url}/{proposal_id}", toast=refused.message, done=False)
    draft = proposal.stage is Stage.DRAFT
    said = _("The draft is deleted.") if draft else _("The proposal is taken back.")
    return redirect(f"{place.url}/mine", toast=said)


@get("/join/{key:str}", action="proposals.view", at="activity")
async def ask_join(visit: Visit, place: Place, key: str) -> Answer:
    """Whoever has the link may read the proposal before it is public: its author gave it to them."""
    try:
        proposal_id = await invited_to(place=place, key=key)
    except Refused:
        raise NotFound from None
    proposal = await load_proposal(place=place, proposal_id=proposal_id, viewer=visit.person)
    may = visit.can("proposals.submit")
    return page("proposals/join.html", proposal=proposal, key=key, may=may, **about(place))


@post("/join/{key:str}", action="proposals.submit", at="activity")
async def send_join(visit: Visit, place: Place, key: str) -> Answer:
    person = person_of(visit)
    rule = rule_of(settings_of(place.here), visit.site)
    refusal = residence_refusal(person, rule, visit.site)
    if refusal is not None:
        return redirect(f"{place.url}/join/{key}", toast=refusal.message, done=False)
    try:
        proposal_id = await join(place=place, person=person, key=key)
    except Refused:
        raise NotFound from None
    return redirect(f"{place.url}/{proposal_id}", toast=_("You propose this together now."))


@post("/{proposal_id:int}/leave", action="account.own", at="activity")
async def send_leave(visit: Visit, place: Place, proposal_id: int) -> Answer:
    proposal = await load_proposal(place=place, proposal_id=proposal_id, viewer=visit.person)
    if proposal is None or not proposal.mine:
        raise NotFound
    await leave(place=place, person=person_of(visit), proposal_id=proposal_id)
    return redirect(f"{place.url}/mine", toast=_("You no longer stand as one of those who propose it."))


async def own(visit: Visit, place: Place, proposal_id: int) -> Proposal:
    """One's own, as its author. Raises NotFound."""
    proposal = await load_proposal(place=place, proposal_id=proposal_id, viewer=visit.person)
    if proposal is None or proposal.author_id != person_of(visit).id or proposal.stage is Stage.WITHDRAWN:
        raise NotFound
    return proposal


async def _page(
    visit: Visit,
    place: Place,
    form: Bound[Any],
    *,
    proposal: Proposal | None = None,
    status: int = 200,
    looked: bool = False,
) -> Page:
    rule = rule_of(settings_of(place.here), visit.site)
    decision = visit.can("proposals.submit")
    text = f"{form['title'].value} {form['body'].value}"[:2_000]
    alike = (
        await similar(activity_id=place.here.id, kind=PROPOSAL, text=text, size=4, viewer=visit.person)
        if looked
        else []
    )
    return page(
        "proposals/form.html",
        status=status,
        form=form,
        proposal=proposal,
        looked=looked,
        similar=alike,
        rule=rule,
        computation=computation(rule),
        refusal=None if decision else decision,
        residence=residence_refusal(visit.person, rule, visit.site),
        **about(place),
    )


def _sent(place: Place, proposal_id: int, step: str) -> Answer:
    if step == "send":
        thanks = _("Thank you! The municipality checks the form now, and you are told.")
        return redirect(f"{place.url}/{proposal_id}", toast=thanks)
    return redirect(f"{place.url}/{proposal_id}/change", toast=_("The draft is saved. Only you can see it."))


async def _step(visit: Visit) -> str:
    sent = (await visit.body()).get("step", ["send"])[-1]
    return sent if sent in ("send", "draft", "similar") else "send"


_CLOSED: Text = _("The text cannot be changed now: others have read or signed it.")
