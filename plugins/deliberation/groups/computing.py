"""The run: votes in, opinion groups out. A job of its own, since it may take seconds; numpy is loaded here and nowhere else."""

import asyncio
import time
from typing import TYPE_CHECKING, Any

from core.sdk import execute, job, row, rows, stream_rows
from plugins.deliberation.groups.telling import told_of

if TYPE_CHECKING:
    from plugins.deliberation.opinion import Before, Opinion, Votes

# The votes of one voter as eight bytes each – number of the statement, and 0, 1, 2 – so that millions pass through quickly.
_VOTES = """
    SELECT v.id, v.opinion, string_agg(int4send(n.number::int) || int4send(d.value::int + 1), ''::bytea ORDER BY d.id) AS votes
    FROM deliberation_voter v JOIN deliberation_vote d ON d.voter = v.id
    JOIN unnest($2::bigint[]) WITH ORDINALITY AS n(id, number) ON n.id = d.statement
    WHERE v.activity = $1 GROUP BY v.id, v.opinion ORDER BY v.id
"""
_STATEMENTS = """
    SELECT s.contribution AS id, c.state = 'published' AS shown FROM deliberation_statement s
    JOIN contribution c ON c.id = s.contribution WHERE s.activity = $1 ORDER BY s.contribution
"""


@job("deliberation.group", queue="long", seconds=600)
async def find_groups(*, activity_id: int) -> None:
    """Opinion groups of this activity, from all votes."""
    await execute("UPDATE deliberation_result SET asked_at = NULL WHERE activity = $1", activity_id)
    began = time.monotonic()
    statements = await rows(_STATEMENTS, activity_id)
    voters: list[int] = []
    packed: list[bytes] = []
    last: list[int] = []
    async for each in stream_rows(_VOTES, activity_id, [s["id"] for s in statements]):
        voters.append(each["id"])
        packed.append(bytes(each["votes"]))
        last.append(-1 if each["opinion"] is None else each["opinion"])
    if not statements or not voters:
        return
    kept = await row("SELECT kept FROM deliberation_result WHERE activity = $1", activity_id)
    opinion = await asyncio.to_thread(_analyse, statements, packed, last, (kept or {}).get("kept") or {})
    await _keep(activity_id, statements, voters, opinion, began)


def _analyse(
    statements: list[dict[str, Any]], packed: list[bytes], last: list[int], kept: dict[str, Any]
) -> "Opinion":
    import numpy as np

    from plugins.deliberation.opinion import analyse

    shown = np.array([s["shown"] for s in statements], dtype=bool)
    votes = _votes(packed, len(statements))
    return analyse(votes, shown=shown, before=_before(statements, last, kept))


def _votes(packed: list[bytes], statements: int) -> "Votes":
    import numpy as np

    from plugins.deliberation.opinion import Votes

    pairs = np.frombuffer(b"".join(packed), dtype=">i4").reshape(-1, 2)
    lengths = [len(each) // 8 for each in packed]
    return Votes(
        voters=len(packed),
        statements=statements,
        voter=np.repeat(np.arange(len(packed), dtype=np.int32), lengths),
        statement=(pairs[:, 0] - 1).astype(np.int32),
        value=(pairs[:, 1] - 1).astype(np.int8),
    )


def _before(statements: list[dict[str, Any]], last: list[int], kept: dict[str, Any]) -> "Before | None":
    """Axes are kept by statement, so that statements may come and go between two runs."""
    import numpy as np

    from plugins.deliberation.opinion import Before

    if not kept.get("centres"):
        return None
    known = kept["axes"]
    axes = np.array([known.get(str(s["id"]), (0.0, 0.0)) for s in statements], dtype=np.float64)
    return Before(axes, np.array(kept["centres"], dtype=np.float64), np.array(last, dtype=np.int64))


async def _keep(
    activity_id: int, statements: list[dict[str, Any]], voters: list[int], opinion: "Opinion", began: float
) -> None:
    ids = [s["id"] for s in statements]
    everybody = opinion.all
    await execute(
        "UPDATE deliberation_statement s SET seen = n.seen, agree = n.agree, disagree = n.disagree, reach = n.reach "
        "FROM unnest($1::bigint[], $2::int[], $3::int[], $4::int[], $5::float8[]) n(id, seen, agree, disagree, reach) "
        "WHERE s.contribution = n.id AND (s.seen, s.agree, s.disagree, s.reach) IS DISTINCT FROM "
        "(n.seen, n.agree, n.disagree, n.reach)",
        ids,
        everybody.seen[0].tolist(),
        everybody.agree[0].tolist(),
        everybody.disagree[0].tolist(),
        opinion.reach.tolist(),
    )
    await execute(
        "UPDATE deliberation_voter v SET opinion = nullif(n.opinion, -1), x = n.x, y = n.y "
        "FROM unnest($1::bigint[], $2::int[], $3::float8[], $4::float8[]) n(id, opinion, x, y) WHERE v.id = n.id "
        "AND (v.opinion, v.x, v.y) IS DISTINCT FROM (nullif(n.opinion, -1)::smallint, n.x, n.y)",
        voters,
        opinion.of.tolist(),
        opinion.points[:, 0].tolist(),
        opinion.points[:, 1].tolist(),
    )
    axes = {str(i): axis for i, axis in zip(ids, opinion.axes.tolist(), strict=True)}
    await execute(
        "UPDATE deliberation_result SET made_at = now(), seconds = $2, told = $3, kept = $4 WHERE activity = $1",
        activity_id,
        time.monotonic() - began,
        told_of(opinion, ids),
        {"axes": axes, "centres": opinion.centres.tolist()} if opinion.sizes else {},
    )
