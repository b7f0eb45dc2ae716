"""Signatures from paper: type in, see over, count; the list of all who signed, for those who must check it."""

from collections import Counter
from typing import Any

from core.sdk import (
    CSV,
    Answer,
    Bound,
    Page,
    Place,
    Refused,
    Visit,
    _,
    bind,
    clean_line,
    csv_chunks,
    get,
    ngettext,
    note,
    page,
    post,
    redirect,
    rows,
    slugify,
    stream,
)
from plugins.proposals.browse import about
from plugins.proposals.detail import person_of
from plugins.proposals.export import SIGNER_COLUMNS, signers
from plugins.proposals.manage_forms import PaperForm
from plugins.proposals.manage_one import staffs
from plugins.proposals.names import key_of
from plugins.proposals.numbers import id_of
from plugins.proposals.paper import Line, enter, judge, read_lines, strike
from plugins.proposals.reading import Proposal
from plugins.proposals.states import SIGNABLE
from plugins.proposals.steps import lock

BIGGEST = 300_000
_SHOWN = 500
_BATCHES = """
    SELECT b.id, b.at, b.note, b.counted, b.left_out, p.name AS by FROM proposals_batch b
    LEFT JOIN person p ON p.id = b.by WHERE b.proposal = $1 ORDER BY b.id DESC LIMIT 50
"""
_PAPER = """
    SELECT id, name, address, postcode, name_key, batch FROM proposals_signature
    WHERE proposal = $1 AND channel = 'paper' AND struck_at IS NULL AND name <> '' ORDER BY id DESC LIMIT $2
"""
_WEB_NAMES = """
    SELECT p.name FROM proposals_signature g JOIN person p ON p.id = g.person
    WHERE g.proposal = $1 AND g.struck_at IS NULL
"""


@get("/manage/{proposal_id:int}/paper", action="proposals.paper", at="activity")
async def show_paper(visit: Visit, place: Place, proposal_id: int) -> Answer:
    return await _page(place, await staffs(visit, place, proposal_id), bind(PaperForm))


@post("/manage/{proposal_id:int}/paper", action="proposals.paper", at="activity", max_body=BIGGEST)
async def send_paper(visit: Visit, place: Place, proposal_id: int) -> Answer:
    """First seen over, then counted: the second time the form says `sure`."""
    proposal = await staffs(visit, place, proposal_id)
    body = await visit.body()
    form = bind(PaperForm, body)
    if not form.ok:
        return await _page(place, proposal, form, status=422)
    sure = {number for part in body.get("sure", []) if (number := id_of(part)) is not None}
    try:
        if body.get("step", [""])[-1] != "count":
            case = await lock(place=place, proposal_id=proposal_id)
            lines = await judge(case=case, lines=read_lines(form.values.lines))
            return await _page(place, proposal, form, lines=lines)
        counted, left = await enter(
            place=place,
            proposal_id=proposal_id,
            by=person_of(visit),
            text=form.values.lines,
            sure=sure,
            note=form.values.note,
        )
    except Refused as refused:
        return await _page(place, proposal, form.refuse(refused), status=422)
    said = ngettext(
        "{n} signature is counted, {left} left out.", "{n} signatures are counted, {left} left out.", counted
    )
    return redirect(f"{place.url}/manage/{proposal_id}/paper", toast=said.format(n=counted, left=left))


@post("/manage/{proposal_id:int}/strike", action="proposals.paper", at="activity")
async def send_strike(visit: Visit, place: Place, proposal_id: int) -> Answer:
    await staffs(visit, place, proposal_id)
    body = await visit.body()
    signature = id_of(body.get("signature", [""])[-1])
    reason = body.get("reason", [""])[-1]
    here = f"{place.url}/manage/{proposal_id}/paper"
    if signature is None or not isinstance(reason, str) or not clean_line(reason):
        return redirect(here, toast=_("Write why it does not count."), done=False)
    try:
        struck = await strike(
            place=place, proposal_id=proposal_id, signature_id=signature, by=person_of(visit), reason=reason
        )
    except Refused as refused:
        return redirect(here, toast=refused.message, done=False)
    if not struck:
        return redirect(here, toast=_("It was struck out already."), done=False)
    return redirect(here, toast=_("It does not count any more."))


@post("/manage/{proposal_id:int}/signatures.csv", action="proposals.paper", at="activity")
async def take_signatures(visit: Visit, place: Place, proposal_id: int) -> Answer:
    """Everyone who signed, with names: to check residence, and for the archive. It stands in the record who took it out."""
    proposal = await staffs(visit, place, proposal_id)
    await note(
        action="proposals.list",
        subject="contribution",
        subject_id=proposal_id,
        details={"signatures": proposal.signatures},
        by=person_of(visit),
    )
    columns = [(key, str(heading)) for key, heading in SIGNER_COLUMNS]
    name = slugify(proposal.title, fallback="proposal")[:60]
    chunks = csv_chunks(signers(proposal.case_id), columns=columns)
    return stream(chunks, filename=f"{name}-signatures.csv", media_type=CSV)


async def _page(
    place: Place,
    proposal: Proposal,
    form: Bound[PaperForm],
    *,
    lines: list[Line] | None = None,
    status: int = 200,
) -> Page:
    kept = await rows(_PAPER, proposal.case_id, _SHOWN)
    web = {key_of(each["name"]) for each in await rows(_WEB_NAMES, proposal.case_id)}
    return page(
        "proposals/manage_paper.html",
        status=status,
        proposal=proposal,
        form=form,
        lines=lines,
        batches=await rows(_BATCHES, proposal.case_id),
        doubles=_doubles(kept, web),
        kept=kept,
        open=proposal.stage in SIGNABLE,
        **about(place),
    )


def _doubles(kept: list[dict[str, Any]], web: set[str]) -> list[dict[str, Any]]:
    """Paper signatures of a name that also stands elsewhere: signed on the web afterwards, or on two sheets."""
    times = Counter(each["name_key"] for each in kept)
    return [each for each in kept if each["name_key"] in web or times[each["name_key"]] > 1]
