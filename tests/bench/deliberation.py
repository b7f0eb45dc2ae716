"""Opinion groups of 1,000 statements and 20,000 people, with the database: how long the job takes and what it holds."""

import resource
import secrets
import statistics
import time
from collections.abc import Callable
from typing import Any

from core.db import execute, value
from core.host import house
from core.host.declaration import Enabled
from core.host.provision import provision
from core.sdk.testing import Stand, new_activity
from core.tenancy import Kind, Status, scope
from plugins.deliberation.groups.computing import find_groups
from plugins.deliberation.statements.answering import answer
from plugins.deliberation.statements.routing import next_statement
from plugins.deliberation.statements.voter import load_voter

STATEMENTS = 1_000
PEOPLE = 20_000
SHARE = 10  # percent of the statements that each has answered
NEWCOMERS = 300
PORTIONS = 20

_STATEMENTS = (
    "WITH made AS (INSERT INTO contribution (activity, kind, text, body, official, state, published_at) "
    "SELECT $1, 'statement', 'Påstand ' || n, 'Påstand ' || n, true, 'published', now() FROM generate_series(1, $2) n "
    "RETURNING id) INSERT INTO deliberation_statement (contribution, activity, seed) SELECT id, $1, true FROM made"
)
_VOTERS = "INSERT INTO deliberation_voter (activity, who) SELECT $1, sha256(n::text::bytea) FROM generate_series(1, $2) n"
# Three camps; what a camp thinks of a statement is drawn from a hash, so that every run has the same votes.
_VOTES = """
    INSERT INTO deliberation_vote (voter, statement, value)
    SELECT v.id, s.contribution, CASE WHEN hashint8(v.id * 7919 + s.contribution) % 10 = 0 THEN 0
        WHEN abs(hashint8(v.id * 104729 + s.contribution)) % 100 <
            CASE WHEN abs(hashint8(s.contribution * 31 + v.id % 3)) % 2 = 0 THEN 85 ELSE 15 END THEN 1 ELSE -1 END
    FROM deliberation_voter v CROSS JOIN deliberation_statement s
    WHERE v.activity = $1 AND s.activity = $1 AND abs(hashint8(v.id * 1299709 + s.contribution * 15485863)) % 100 < $2
      AND v.id % $3 = $4
"""


async def bench(say: Callable[[str], None]) -> dict[str, Any]:
    """Two runs of the job – the first, and one that begins from it – and answers one by one."""
    tenant = await provision(
        name="Rådby",
        kind=Kind.MUNICIPALITY,
        host=f"radby-{secrets.token_hex(3)}.allmenning.bench.test",
        status=Status.ACTIVE,
        plugins=[lodger.plugin.id for lodger in house().lodgers_in(Enabled.TENANTS)],
        settings={"names": {"nb": "Rådby"}, "languages": ("nb",)},
    )
    stand = await new_activity(tenant, "deliberation")
    say(f"{STATEMENTS} statements, {PEOPLE} people, {SHARE} % answered …")
    async with scope(tenant):
        await execute(_STATEMENTS, stand.activity_id, STATEMENTS)
        await execute(_VOTERS, stand.activity_id, PEOPLE)
    for portion in range(PORTIONS):  # no statement of the house may take a minute
        async with scope(tenant):
            await execute(_VOTES, stand.activity_id, SHARE, PORTIONS, portion)
    figures: dict[str, Any] = {"votes": await _count(stand), "runs": [await _run(stand) for _ in range(2)]}
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_024
    say("answers, one by one …")
    figures["answer_ms"] = round(statistics.median([await _answer(stand, n) for n in range(NEWCOMERS)]), 2)
    return figures


async def _run(stand: Stand) -> tuple[float, float]:
    """Seconds by the clock, and of this process' own work."""
    began, worked = time.monotonic(), time.process_time()
    async with scope(stand.tenant):
        await find_groups(activity_id=stand.activity_id)
    return round(time.monotonic() - began, 1), round(time.process_time() - worked, 1)


async def _answer(stand: Stand, number: int) -> float:
    """Find the next statement and answer it, as a newcomer's first request does; milliseconds."""
    began = time.monotonic()
    async with stand.open() as place:
        voter = await load_voter(name=f"visitor:{number}", place=place)
        statement = await next_statement(place=place, voter=voter, seed="")
        if statement is not None:
            await answer(place=place, voter=voter, statement_id=statement.id, said=1)
    return (time.monotonic() - began) * 1_000


async def _count(stand: Stand) -> int:
    async with scope(stand.tenant, read_only=True):
        found: int = await value(
            "SELECT count(*) FROM deliberation_vote d JOIN deliberation_voter v ON v.id = d.voter WHERE v.activity = $1",
            stand.activity_id,
        )
        return found
