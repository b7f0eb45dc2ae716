"""The case after the threshold: to the council with a case number, decided, followed up; and joining two that say the same."""

from datetime import date

from core.sdk import (
    Person,
    Place,
    Text,
    execute,
    html_from_plain,
    merge,
    notify,
    row,
    rows,
    set_status,
)
from plugins.proposals.checking import noted
from plugins.proposals.refusals import Gone, NoRule, SayWhy, WrongStep
from plugins.proposals.states import CLOCK_RUNS, Outcome, Stage
from plugins.proposals.steps import Locked, lock, move
from plugins.proposals.telling import listeners_of, proposers_of, tell_listeners, tell_proposers
from plugins.proposals.words import DECIDED, FOLLOWED, MERGED, MERGED_OWN, SENT

_KIND = {Outcome.ADOPTED: "accepted", Outcome.PARTLY: "accepted", Outcome.REJECTED: "declined"}


async def send_to_council(
    *, place: Place, proposal_id: int, by: Person, case_number: str, case_url: str, reason: str
) -> None:
    """Signing ends; how many had signed is kept."""
    case = await lock(place=place, proposal_id=proposal_id)
    await move(case=case, to=Stage.SENT, by=by, reason=reason)
    await execute(
        "UPDATE proposals_case SET sent_at = now(), sent_with = signatures, case_number = $2, case_url = $3 WHERE id = $1",
        case.id,
        case_number,
        case_url,
    )
    await noted(by, "sent", case, case_number=case_number)
    await tell_proposers(place=place, case=case, title=SENT, body=case_number, but=[by.id])
    await tell_listeners(place=place, case=case, title=SENT, body=case_number, but=[by.id])


async def set_clock_note(*, place: Place, proposal_id: int, by: Person, reason: str) -> None:
    """Why the council's time limit does not bind, such as a plan case that is under way; empty: it binds again."""
    case = await lock(place=place, proposal_id=proposal_id)
    if case.stage not in CLOCK_RUNS:
        raise WrongStep(case.stage)
    await execute(
        "UPDATE proposals_case SET clock_note = $2, reminded = '' WHERE id = $1", case.id, reason.strip()
    )
    await noted(by, "clock", case, reason=reason)


async def decide(
    *, place: Place, proposal_id: int, by: Person, outcome: Outcome, decided_on: date, reason: str
) -> None:
    """What the council said and why. It stands as the municipality's answer, and those it concerns are told."""
    if not reason.strip():
        raise SayWhy
    case = await lock(place=place, proposal_id=proposal_id)
    await move(case=case, to=Stage.DECIDED, by=by, reason=reason)
    await execute(
        "UPDATE proposals_case SET decided_on = $2, outcome = $3 WHERE id = $1", case.id, decided_on, outcome
    )
    await noted(by, "decided", case, outcome=outcome.value)
    await _answer(place, case, by, _KIND[outcome], reason, title=DECIDED)


async def follow_up(*, place: Place, proposal_id: int, by: Person, reason: str, done: bool) -> None:
    """What is done about it; as often as there is something to tell."""
    if not reason.strip():
        raise SayWhy
    case = await lock(place=place, proposal_id=proposal_id)
    await move(case=case, to=Stage.FOLLOWED, by=by, reason=reason)
    await noted(by, "followed", case)
    await _answer(place, case, by, "done" if done else "", reason, title=FOLLOWED)


async def join_with(*, place: Place, proposal_id: int, target_id: int, by: Person) -> None:
    """Its page leads on to the other. Signatures stay where they were given: nobody has signed the other text."""
    first, second = sorted((proposal_id, target_id))
    if first == second:
        raise NoRule
    try:
        both = {each: await lock(place=place, proposal_id=each) for each in (first, second)}
    except Gone:
        raise NoRule from None
    case = both[proposal_id]
    if both[target_id].stage is not Stage.COLLECTING:
        raise NoRule
    await move(case=case, to=Stage.MERGED, by=by, reason=both[target_id].title)
    signers = await rows(
        "SELECT person FROM proposals_signature WHERE proposal = $1 AND person IS NOT NULL", case.id
    )
    listeners = set(await listeners_of(contribution_id=proposal_id)) & {each["person"] for each in signers}
    await merge(place=place, source_id=proposal_id, target_id=target_id, by=by)
    await noted(by, "merged", case, target=target_id)
    await tell_proposers(place=place, case=case, title=MERGED_OWN, but=[by.id])
    people = listeners - set(await proposers_of(contribution_id=proposal_id))
    await _tell(people, place, target_id, case.title)


async def _tell(people: set[int], place: Place, target_id: int, title: str) -> None:
    await notify(
        person_ids=people, kind="answer", title=MERGED.format(title=title), url=f"{place.url}/{target_id}"
    )


async def _answer(place: Place, case: Locked, by: Person, kind: str, reason: str, *, title: Text) -> None:
    """The host keeps it as an official answer, and tells the author and all who follow; other proposers are told by us."""
    status = await row("SELECT id FROM status WHERE kind = $1 ORDER BY position, id LIMIT 1", kind)
    kept = await row("SELECT status FROM contribution WHERE id = $1", case.contribution_id)
    await set_status(
        place=place,
        contribution_id=case.contribution_id,
        status_id=status["id"] if status else kept["status"] if kept else None,
        by=by,
        answer=html_from_plain(reason),
    )
    told = await rows(
        "SELECT person FROM follow WHERE subject = 'contribution' AND subject_id = $1", case.contribution_id
    )
    but = {by.id, *(each["person"] for each in told), *filter(None, [case.author_id])}
    await tell_proposers(place=place, case=case, title=title, body=reason, but=but)
