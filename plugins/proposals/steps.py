"""Moving a proposal: the one place that changes its stage. Every step stands in the log, with who and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.sdk import Person, Place, execute, row
from plugins.proposals.refusals import Gone, WrongStep
from plugins.proposals.states import Stage, may_follow


@dataclass(frozen=True, slots=True)
class Locked:
    """A case that nobody else changes until the transaction ends."""

    id: int
    contribution_id: int
    stage: Stage
    title: str
    author_id: int | None
    handler_id: int | None
    threshold: int
    signatures: int
    collect_until: datetime | None
    rule: dict[str, Any]


async def lock(*, place: Place, proposal_id: int) -> Locked:
    """Raises Gone. The case alone is locked: whoever signs waits for nobody who reads or comments."""
    found = await row(
        "SELECT k.id, k.contribution, k.stage, c.title, c.author, k.handler, k.threshold, k.signatures, k.collect_until, k.rule "
        "FROM proposals_case k JOIN contribution c ON c.id = k.contribution WHERE c.id = $1 AND c.activity = $2 "
        "FOR NO KEY UPDATE OF k",
        proposal_id,
        place.here.id,
    )
    if found is None:
        raise Gone
    return Locked(
        id=found["id"],
        contribution_id=found["contribution"],
        stage=Stage(found["stage"]),
        title=found["title"],
        author_id=found["author"],
        handler_id=found["handler"],
        threshold=found["threshold"],
        signatures=found["signatures"],
        collect_until=found["collect_until"],
        rule=found["rule"],
    )


async def move(
    *, case: Locked, to: Stage, by: Person | None, was: Stage | None = None, reason: str = ""
) -> None:
    """One step. `was`: where it is now, when this is the second step of one deed. Raises WrongStep."""
    now = was or case.stage
    if not may_follow(now, to):
        raise WrongStep(now)
    await execute("UPDATE proposals_case SET stage = $2 WHERE id = $1", case.id, to)
    await execute(
        "INSERT INTO proposals_step (proposal, was, stage, by, reason, at) VALUES ($1, $2, $3, $4, $5, clock_timestamp())",
        case.id,
        now,
        to,
        by.id if by else None,
        reason.strip(),
    )
