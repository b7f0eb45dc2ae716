"""What those who propose do: write, send in, mend, take back, and propose together."""

import secrets
from datetime import timedelta

from core.sdk import (
    Content,
    Person,
    Place,
    edit,
    execute,
    notify,
    record,
    row,
    site,
    submit,
    value,
    withdraw,
)
from plugins.proposals.days import day_of
from plugins.proposals.reading import Proposal
from plugins.proposals.refusals import Gone, NotResident, NotYours, WrongStep
from plugins.proposals.residence import not_resident
from plugins.proposals.rules import rule_of
from plugins.proposals.settings import settings_of
from plugins.proposals.states import EDITABLE, Stage
from plugins.proposals.steps import lock, move
from plugins.proposals.telling import tell_staff
from plugins.proposals.words import JOINED, SENT_IN, TAKEN_BACK

PROPOSAL = "proposal"
_KEY_BYTES = 24


async def begin(*, place: Place, author: Person, content: Content) -> int:
    """A draft, with its case."""
    new_id = await submit(
        place=place, kind=PROPOSAL, author=author, content=content, draft=True, with_status=False
    )
    await execute(
        "INSERT INTO proposals_case (contribution, join_key) VALUES ($1, $2)",
        new_id,
        secrets.token_urlsafe(_KEY_BYTES),
    )
    return new_id


async def change(*, place: Place, author: Person, proposal: Proposal, content: Content, version: str) -> None:
    """Only before it is sent in, or when it came back: nobody has signed another text than the one that stands."""
    case = await lock(place=place, proposal_id=proposal.id)
    if case.stage not in EDITABLE:
        raise WrongStep(case.stage)
    await edit(place=place, contribution_id=proposal.id, author=author, content=content, version=version)


async def send_in(*, place: Place, author: Person, proposal_id: int) -> None:
    """To the municipality, which checks the form within so many days."""
    case = await lock(place=place, proposal_id=proposal_id)
    if case.author_id != author.id:
        raise NotYours
    here = await site()
    if reason := not_resident(author, rule_of(settings_of(place.here), here), here):
        raise NotResident(reason.message)
    await move(case=case, to=Stage.RECEIVED, by=author)
    now = await value("SELECT now()")
    due = day_of(now) + timedelta(days=settings_of(place.here).check_days)
    await execute(
        "UPDATE proposals_case SET received_at = now(), check_due = $2, reminded = '' WHERE id = $1",
        case.id,
        due,
    )
    if case.stage is Stage.DRAFT:
        await log(place=place, verb="submit", person=author, contribution_id=proposal_id)
    await tell_staff(place=place, case=case, title=SENT_IN)


async def take_back(*, place: Place, author: Person, proposal_id: int) -> None:
    """Until the threshold is met; then it is the council's matter. A draft is gone for good."""
    case = await lock(place=place, proposal_id=proposal_id)
    if case.author_id != author.id:
        raise NotYours
    if case.stage is Stage.DRAFT:
        await withdraw(place=place, contribution_id=proposal_id, author=author)
        return
    await move(case=case, to=Stage.WITHDRAWN, by=author)
    if case.stage is Stage.COLLECTING:
        await withdraw(place=place, contribution_id=proposal_id, author=author)
    await tell_staff(place=place, case=case, title=TAKEN_BACK)


async def invited_to(*, place: Place, key: str) -> int:
    """The proposal that a link for co-proposers leads to. Raises Gone."""
    found = await row(
        "SELECT c.id, k.stage FROM proposals_case k JOIN contribution c ON c.id = k.contribution "
        "WHERE k.join_key = $1 AND c.activity = $2",
        key[:43],
        place.here.id,
    )
    if found is None or Stage(found["stage"]) not in {*EDITABLE, Stage.RECEIVED, Stage.COLLECTING}:
        raise Gone
    return int(found["id"])


async def join(*, place: Place, person: Person, key: str) -> int:
    """Propose together; twice is once, and the author stands there already."""
    proposal_id = await invited_to(place=place, key=key)
    case = await lock(place=place, proposal_id=proposal_id)
    if case.author_id == person.id:
        return proposal_id
    new = await value(
        "INSERT INTO proposals_proposer (proposal, person) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id",
        case.id,
        person.id,
    )
    if new is not None:
        await log(place=place, verb="join", person=person, contribution_id=proposal_id)
        await _tell_author(place, case.author_id, person, proposal_id, case.title)
    return proposal_id


async def leave(*, place: Place, person: Person, proposal_id: int) -> None:
    """No longer propose together; a signature stays."""
    case = await lock(place=place, proposal_id=proposal_id)
    await execute("DELETE FROM proposals_proposer WHERE proposal = $1 AND person = $2", case.id, person.id)


async def log(*, place: Place, verb: str, person: Person, contribution_id: int) -> None:
    """One line of the participation log."""
    await record(
        action=f"proposals.{verb}",
        project_id=place.project.id,
        activity_id=place.here.id,
        person_id=person.id,
        contribution_id=contribution_id,
    )


async def _tell_author(place: Place, author_id: int | None, by: Person, proposal_id: int, title: str) -> None:
    if author_id is not None:
        said = JOINED.format(name=by.name, title=title)
        await notify(person_ids=[author_id], kind="answer", title=said, url=f"{place.url}/{proposal_id}")
