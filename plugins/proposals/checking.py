"""What staff do with what came in: the form is checked, nothing else. Signing begins, or it goes back with reasons."""

from datetime import timedelta

from core.sdk import (
    Person,
    Place,
    colleagues,
    execute,
    note,
    notify,
    publish_draft,
    row,
    site,
    to_json,
    value,
)
from plugins.proposals.days import day_of, end_of
from plugins.proposals.refusals import Gone, SayWhy
from plugins.proposals.rules import rule_of
from plugins.proposals.settings import settings_of
from plugins.proposals.states import Stage
from plugins.proposals.steps import Locked, lock, move
from plugins.proposals.telling import tell_proposers
from plugins.proposals.words import APPROVED, HANDLER, REFUSED, RETURNED


async def approve(*, place: Place, proposal_id: int, by: Person) -> None:
    """The form is in order: the rule is fixed for this proposal, it is published, and signing begins."""
    case = await lock(place=place, proposal_id=proposal_id)
    await move(case=case, to=Stage.CHECKED, by=by)
    await move(case=case, to=Stage.COLLECTING, by=by, was=Stage.CHECKED)
    settings = settings_of(place.here)
    rule = rule_of(settings, await site())
    today = day_of(await value("SELECT now()"))
    until = end_of(today + timedelta(days=settings.collect_days)) if settings.collect_days else None
    await execute(
        "UPDATE proposals_case SET rule = $2, threshold = $3, started_at = now(), collect_until = $4, reminded = '' "
        "WHERE id = $1",
        case.id,
        to_json(rule),
        rule.threshold,
        until,
    )
    author = await _author(case)
    await publish_draft(place=place, contribution_id=proposal_id, author=author, action="proposals.open")
    await noted(by, "approve", case)
    await tell_proposers(place=place, case=case, title=APPROVED, but=[by.id])


async def send_back(*, place: Place, proposal_id: int, by: Person, reason: str) -> None:
    """To be mended and sent in again."""
    await _turn_down(place, proposal_id, by, reason, Stage.RETURNED)


async def refuse(*, place: Place, proposal_id: int, by: Person, reason: str) -> None:
    """Not taken in: it is not the municipality's business, or the same matter was decided in this election period."""
    await _turn_down(place, proposal_id, by, reason, Stage.REFUSED)


async def give_to(*, place: Place, proposal_id: int, by: Person, handler_id: int | None) -> None:
    """Who handles the case. Only people with a role here."""
    case = await lock(place=place, proposal_id=proposal_id)
    if handler_id is not None and handler_id not in {each["id"] for each in await colleagues(place=place)}:
        raise Gone
    await execute("UPDATE proposals_case SET handler = $2 WHERE id = $1", case.id, handler_id)
    await noted(by, "handler", case, handler=handler_id)
    if handler_id is not None and handler_id not in (by.id, case.handler_id):
        await notify(
            person_ids=[handler_id],
            kind="assigned",
            title=HANDLER.format(title=case.title),
            url=f"{place.url}/manage/{proposal_id}",
        )


async def _turn_down(place: Place, proposal_id: int, by: Person, reason: str, to: Stage) -> None:
    if not reason.strip():
        raise SayWhy
    case = await lock(place=place, proposal_id=proposal_id)
    await move(case=case, to=to, by=by, reason=reason)
    await execute("UPDATE proposals_case SET check_due = NULL, reminded = '' WHERE id = $1", case.id)
    await noted(by, to.value, case, reason=reason)
    title = RETURNED if to is Stage.RETURNED else REFUSED
    await tell_proposers(place=place, case=case, title=title, body=reason, but=[by.id])


async def _author(case: Locked) -> Person:
    """Who wrote it, as the host wants to see a person. Raises Gone where the account is closed."""
    found = await row(
        "SELECT id, name, coalesce(email, '') AS email FROM person WHERE id = $1 AND closed_at IS NULL",
        case.author_id,
    )
    if found is None:
        raise Gone
    return Person(id=found["id"], name=found["name"], email=found["email"])


async def noted(by: Person, deed: str, case: Locked, **details: object) -> None:
    """On the record of what staff did."""
    await note(
        action=f"proposals.{deed}",
        subject="contribution",
        subject_id=case.contribution_id,
        details=details,
        by=by,
    )
