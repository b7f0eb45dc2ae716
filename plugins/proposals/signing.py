"""Signing, and taking a signature back. Signers of one proposal take their turn at its case, so the threshold is met once."""

from datetime import datetime

from core.sdk import (
    Person,
    Place,
    execute,
    follow,
    site,
    value,
)
from plugins.proposals.days import add_months, day_of
from plugins.proposals.refusals import NotNow, NotResident
from plugins.proposals.residence import not_resident
from plugins.proposals.rules import rule_from
from plugins.proposals.states import SIGNABLE, Stage
from plugins.proposals.steps import Locked, lock, move
from plugins.proposals.telling import tell_listeners, tell_proposers, tell_staff
from plugins.proposals.words import REACHED
from plugins.proposals.writing import log


async def sign(*, place: Place, person: Person, proposal_id: int, shown: bool, hear: bool) -> bool:
    """True where it is new: signing twice is signing once. Raises NotNow, NotResident."""
    case = await lock(place=place, proposal_id=proposal_id)
    now: datetime = await value("SELECT clock_timestamp()")
    if case.stage not in SIGNABLE or (case.collect_until is not None and now >= case.collect_until):
        raise NotNow
    rule = rule_from(case.rule)
    if reason := not_resident(person, rule, await site()):
        raise NotResident(reason.message)
    new = await value(
        "INSERT INTO proposals_signature (proposal, person, shown) VALUES ($1, $2, $3) "
        "ON CONFLICT (proposal, person) WHERE person IS NOT NULL DO NOTHING RETURNING id",
        case.id,
        person.id,
        rule.names == "shown" or (rule.names == "choose" and shown),
    )
    if hear:
        await follow(contribution_id=proposal_id, activity_id=place.here.id, person=person, on=True)
    if new is None:
        return False
    await count(place=place, case=case, more=1, now=now)
    await log(place=place, verb="sign", person=person, contribution_id=proposal_id)
    return True


async def unsign(*, place: Place, person: Person, proposal_id: int) -> bool:
    """Until the proposal goes to the council. The line is deleted; that a threshold once was met stands."""
    case = await lock(place=place, proposal_id=proposal_id)
    if case.stage not in SIGNABLE:
        raise NotNow
    gone = await value(
        "DELETE FROM proposals_signature WHERE proposal = $1 AND person = $2 RETURNING id", case.id, person.id
    )
    if gone is None:
        return False
    await count(place=place, case=case, more=-1, now=None)
    await log(place=place, verb="unsign", person=person, contribution_id=proposal_id)
    return True


async def count(*, place: Place, case: Locked, more: int, now: datetime | None) -> None:
    """The roll-up, and the threshold where it is met by these. The case is locked, so this happens exactly once."""
    total: int = await value(
        "UPDATE proposals_case SET signatures = signatures + $2 WHERE id = $1 RETURNING signatures",
        case.id,
        more,
    )
    if now is not None and case.stage is Stage.COLLECTING and total >= case.threshold:
        await _reach(place, case, now)


async def _reach(place: Place, case: Locked, now: datetime) -> None:
    """The day the threshold is met starts the council's clock."""
    await move(case=case, to=Stage.REACHED, by=None)
    due = add_months(day_of(now), rule_from(case.rule).council_months)
    await execute(
        "UPDATE proposals_case SET reached_at = $2, council_due = $3, reminded = '' WHERE id = $1",
        case.id,
        now,
        due,
    )
    await tell_proposers(place=place, case=case, title=REACHED)
    await tell_staff(place=place, case=case, title=REACHED)
    await tell_listeners(place=place, case=case, title=REACHED)
