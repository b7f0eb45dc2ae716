"""On paper: a poster with a code that phones read, and a sheet to sign on."""

from base64 import b64encode

import segno

from core.sdk import (
    Answer,
    Data,
    NotFound,
    Place,
    Refused,
    Visit,
    current_locale,
    get,
    load,
    pdf,
    redirect,
    slugify,
)
from plugins.proposals.author import whole_address
from plugins.proposals.detail import visible
from plugins.proposals.reading import Proposal, rule_at
from plugins.proposals.rules import computation
from plugins.proposals.settings import settings_of
from plugins.proposals.states import SIGNABLE

LINES = 18  # on a sheet
SHEETS = 2


@get("/{proposal_id:int}/qr.svg", action="proposals.view", at="activity")
async def show_code(visit: Visit, place: Place, proposal_id: int) -> Answer:
    """The address of the proposal, for phones."""
    proposal = await _signable(visit, place, proposal_id)
    return Data(_standing_alone(code_of(whole_address(place, str(proposal.id)))).encode(), "image/svg+xml")


@get("/{proposal_id:int}/poster.pdf", action="proposals.view", at="activity")
async def show_poster(visit: Visit, place: Place, proposal_id: int) -> Answer:
    """For the notice board in the shop."""
    return await _paper(visit, place, await _signable(visit, place, proposal_id), "poster")


@get("/{proposal_id:int}/sheet.pdf", action="proposals.view", at="activity")
async def show_sheet(visit: Visit, place: Place, proposal_id: int) -> Answer:
    """The whole text and lines to sign on: who signs has seen what it is."""
    return await _paper(visit, place, await _signable(visit, place, proposal_id), "sheet")


def code_of(address: str) -> str:
    """A QR code as a drawing: dark on light whatever the page looks like."""
    drawn: str = segno.make(address, error="m", micro=False).svg_inline(scale=4, light="#fff", border=3)
    return drawn


async def _signable(visit: Visit, place: Place, proposal_id: int) -> Proposal:
    item = await load(contribution_id=proposal_id, activity_id=place.here.id, viewer=visit.person)
    proposal = await visible(visit, place, proposal_id, item)
    if proposal.stage not in SIGNABLE:
        raise NotFound
    return proposal


async def _paper(visit: Visit, place: Place, proposal: Proposal, kind: str) -> Answer:
    rule = rule_at(proposal, place, visit.site)
    address = whole_address(place, str(proposal.id))
    try:
        made = await pdf(
            f"proposals/{kind}.html",
            title=proposal.title,
            lang=proposal.language or current_locale(),
            proposal=proposal,
            rule=rule,
            computation=computation(rule),
            address=address,
            code="data:image/svg+xml;base64," + _base64(code_of(address)),
            deliver_to=settings_of(place.here).deliver_to,
            contact=visit.site.contact,
            lines=range(1, LINES * SHEETS + 1),
        )
    except Refused as refused:  # the machine cannot set type
        return redirect(f"{place.url}/{proposal.id}", toast=refused.message, done=False)
    name = f"{slugify(proposal.title, fallback='proposal')[:60]}-{kind}.pdf"
    return Data(made, "application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def _base64(drawn: str) -> str:
    return b64encode(_standing_alone(drawn).encode()).decode()


def _standing_alone(drawn: str) -> str:
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
