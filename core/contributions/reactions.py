"""Support and opposition. One row a person and contribution; the counts change in the same transaction.

Locks are always taken in the same order – person (only where there is a limit), then contribution – so two people who react
to the same things at once wait for each other and never deadlock.
"""

from core.contributions.model import Counts
from core.contributions.refusals import Gone, LimitUsed
from core.contributions.telling import log
from core.db import execute, row
from core.db import value as value_of
from core.participation import Channel
from core.people import Person
from core.projects.place import Place

_REACT = """
    WITH before AS (SELECT value FROM reaction WHERE contribution = $1 AND person = $2),
    gone AS (DELETE FROM reaction WHERE contribution = $1 AND person = $2 AND $3::smallint = 0),
    there AS (
        INSERT INTO reaction (contribution, person, value) SELECT $1, $2, $3::smallint WHERE $3::smallint <> 0
        ON CONFLICT (contribution, person) WHERE person IS NOT NULL DO UPDATE SET value = EXCLUDED.value
        WHERE reaction.value <> EXCLUDED.value
    ),
    was AS (SELECT coalesce((SELECT value FROM before), 0) AS value)
    UPDATE contribution c SET
        support_count = c.support_count + ($3::smallint = 1)::int - (was.value = 1)::int,
        oppose_count = c.oppose_count + ($3::smallint = -1)::int - (was.value = -1)::int
    FROM was WHERE c.id = $1 AND was.value <> $3::smallint
    RETURNING c.support_count, c.oppose_count, c.comment_count
"""


async def react(
    *,
    place: Place,
    contribution_id: int,
    person: Person,
    value: int,
    limit: int | None = None,
    action: str = "",
    channel: Channel = Channel.WEB,
) -> Counts:
    """Support (1), oppose (-1) or take back (0). To say the same twice changes nothing. `limit`: supports in this activity."""
    if value not in (-1, 0, 1):
        raise ValueError(value)
    if limit and value == 1:
        await execute("SELECT 1 FROM person WHERE id = $1 FOR NO KEY UPDATE", person.id)
    counts = await _locked(place, contribution_id)
    if limit and value == 1:
        await _check_limit(place, contribution_id, person, limit)
    changed = await row(_REACT, contribution_id, person.id, value)
    if changed is None:
        return counts
    if value:
        await log(place, action or ("support" if value == 1 else "oppose"), person, contribution_id, channel)
    return Counts(changed["support_count"], changed["oppose_count"], changed["comment_count"])


async def supports_left(*, activity_id: int, person: Person, limit: int) -> int:
    """How many a person may still support here."""
    return max(0, limit - await _used(activity_id, person, but=0))


async def recount_reactions(*, contribution_id: int) -> None:
    """Count the rows anew; under the contribution's lock."""
    await execute("SELECT 1 FROM contribution WHERE id = $1 FOR NO KEY UPDATE", contribution_id)
    await execute(
        "UPDATE contribution SET (support_count, oppose_count) = (SELECT count(*) FILTER (WHERE value = 1), "
        "count(*) FILTER (WHERE value = -1) FROM reaction WHERE contribution = $1) WHERE id = $1",
        contribution_id,
    )


async def _locked(place: Place, contribution_id: int) -> Counts:
    found = await row(
        "SELECT support_count, oppose_count, comment_count FROM contribution "
        "WHERE id = $1 AND activity = $2 AND state = 'published' FOR NO KEY UPDATE",
        contribution_id,
        place.here.id,
    )
    if found is None:
        raise Gone
    return Counts(found["support_count"], found["oppose_count"], found["comment_count"])


async def _check_limit(place: Place, contribution_id: int, person: Person, limit: int) -> None:
    if await _used(place.here.id, person, but=contribution_id) >= limit:
        raise LimitUsed(limit)


async def _used(activity_id: int, person: Person, *, but: int) -> int:
    used: int = await value_of(
        "SELECT count(*) FROM reaction r JOIN contribution c ON c.id = r.contribution WHERE r.person = $1 AND r.value = 1 "
        "AND c.activity = $2 AND c.root IS NULL AND c.state = 'published' AND c.id <> $3",
        person.id,
        activity_id,
        but,
    )
    return used
