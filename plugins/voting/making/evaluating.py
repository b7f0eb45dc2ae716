"""What evaluators find about an option. Each finding is kept in the log; the newest stands on the option."""

from dataclasses import dataclass
from datetime import datetime

from core.sdk import Person, Place, Refused, Text, _, execute, rows
from plugins.voting.making.service import check_not_begun

FEASIBLE: dict[str, Text] = {
    "yes": _("Yes, it can be done"),
    "partly": _("Partly, with changes"),
    "no": _("No, it cannot be done"),
}


@dataclass(frozen=True)
class Finding:
    """One line of the log. `by` is empty where the person has left."""

    at: datetime
    by: str
    feasible: str
    cost: int
    reason: str


class NoReason(Refused):
    field = "reason"

    def __init__(self) -> None:
        super().__init__(_("Say why it cannot be done as it was suggested. Everyone reads it."))


async def evaluate(
    *, place: Place, by: Person, option_id: int, feasible: str, cost: int, reason: str
) -> None:
    """Keep a finding. What cannot be done leaves the ballot. Raises NoReason, VoteHasBegun."""
    await check_not_begun(activity_id=place.here.id)
    if feasible != "yes" and not reason:
        raise NoReason
    await execute(
        "WITH found AS (UPDATE voting_option "
        "SET feasible = $3::varchar, cost = $4, reason = $5, on_ballot = ($3::varchar <> 'no') "
        "WHERE id = $1 AND activity = $2 RETURNING id) "
        "INSERT INTO voting_evaluation (option, by, feasible, cost, reason) "
        "SELECT id, $6, $3::varchar, $4, $5 FROM found",
        option_id,
        place.here.id,
        feasible,
        cost,
        reason,
        by.id,
    )


async def findings(*, activity_id: int, option_id: int) -> list[Finding]:
    """The log of one option, the newest first."""
    found = await rows(
        "SELECT e.at, coalesce(p.name, '') AS by, e.feasible, e.cost, e.reason FROM voting_evaluation e "
        "JOIN voting_option o ON o.id = e.option LEFT JOIN person p ON p.id = e.by "
        "WHERE o.activity = $1 AND o.id = $2 ORDER BY e.id DESC",
        activity_id,
        option_id,
    )
    return [Finding(**each) for each in found]
