"""Many answers at once, from a file or a demonstration: the same rows and the same lines in the log as one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.sdk import Act, Channel, Place, copy_rows, execute, pseudonym, record_many, rows

_PORTION = 50_000
_VOTERS = (
    "INSERT INTO deliberation_voter (activity, who, import_id) SELECT $1, w, $3 FROM unnest($2::bytea[]) w "
    "ON CONFLICT (activity, who) DO NOTHING"
)
_KNOWN = "SELECT id, who FROM deliberation_voter WHERE activity = $1 AND who = ANY ($2::bytea[])"


@dataclass(frozen=True, slots=True)
class Answered:
    """`who`: what the log makes a pseudonym of: `person:7`, `import:3:9884`. `value`: 1, 0 or -1."""

    who: str
    statement_id: int
    value: int
    at: datetime


async def answer_many(
    *, place: Place, answers: Sequence[Answered], channel: Channel, import_id: int | None = None
) -> int:
    """Each voter and statement once, and not answered before; how many."""
    ids = await _voter_ids(place, {each.who for each in answers}, import_id)
    for begin in range(0, len(answers), _PORTION):
        some = answers[begin : begin + _PORTION]
        await copy_rows(
            "deliberation_vote",
            ("voter", "statement", "value", "at"),
            [(ids[each.who], each.statement_id, each.value, each.at) for each in some],
        )
        await record_many(
            [Act(each.who, "deliberation.vote", each.at, each.statement_id) for each in some],
            project_id=place.project.id,
            activity_id=place.here.id,
            channel=channel,
            import_id=import_id,
        )
    return len(answers)


async def _voter_ids(place: Place, names: set[str], import_id: int | None) -> dict[str, int]:
    """In an order that tells nothing of who answered first."""
    whos = {name: await pseudonym(who=name, project_id=place.project.id) for name in names}
    listed = sorted(whos.values())
    await execute(_VOTERS, place.here.id, listed, import_id)
    found = {bytes(each["who"]): each["id"] for each in await rows(_KNOWN, place.here.id, listed)}
    return {name: found[who] for name, who in whos.items()}
