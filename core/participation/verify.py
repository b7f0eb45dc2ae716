"""Do the roll-ups and the counts of participants equal a recount of the log? Asked by `allmenning participation verify`."""

from dataclasses import dataclass

from core.db import rows
from core.participation.rollups import COUNTED

MOST = 50

_PEOPLE = f"""
    WITH {COUNTED}, kept AS (SELECT project_id, activity_id, channel, day, before, n FROM participation_people WHERE n <> 0)
    SELECT format('project %s, activity %s, channel %s, %s after %s', project_id, activity_id, channel, day, before) AS where_,
        k.n AS kept, p.n AS recounted
    FROM kept k FULL JOIN people p USING (project_id, activity_id, channel, day, before)
    WHERE k.n IS DISTINCT FROM p.n ORDER BY project_id, activity_id, day LIMIT {MOST}
"""
_DEEDS = f"""
    WITH {COUNTED}, kept AS (SELECT project_id, activity_id, day, action, channel, n FROM participation_day WHERE n <> 0)
    SELECT format('project %s, activity %s, %s, %s, channel %s', project_id, activity_id, day, action, channel) AS where_,
        k.n AS kept, d.n AS recounted
    FROM kept k FULL JOIN deeds d USING (project_id, activity_id, day, action, channel)
    WHERE k.n IS DISTINCT FROM d.n ORDER BY project_id, activity_id, day LIMIT {MOST}
"""
_PARTICIPANTS = f"""
    WITH truth AS (SELECT project_id, a AS activity_id, count(DISTINCT who) AS n
        FROM participation, LATERAL (VALUES (activity_id), (0)) places(a) GROUP BY 1, 2),
    listed AS (SELECT project_id, activity_id, count(*) AS n FROM participant GROUP BY 1, 2),
    counted AS (SELECT project_id, activity_id, sum(n)::bigint AS n FROM participant_count GROUP BY 1, 2 HAVING sum(n) <> 0)
    SELECT format('project %s, activity %s', project_id, activity_id) AS where_,
        coalesce(c.n, l.n) AS kept, t.n AS recounted
    FROM truth t FULL JOIN counted c USING (project_id, activity_id) FULL JOIN listed l USING (project_id, activity_id)
    WHERE t.n IS DISTINCT FROM c.n OR t.n IS DISTINCT FROM l.n ORDER BY project_id, activity_id LIMIT {MOST}
"""


@dataclass(frozen=True)
class Difference:
    """One number that is not what the log says."""

    what: str
    where: str
    kept: int | None
    recounted: int | None


async def differences() -> list[Difference]:
    """Where what is kept differs from the log; at most some of each kind. Lines that no job has counted yet are left aside."""
    found: list[Difference] = []
    for what, sql in (("people", _PEOPLE), ("deeds", _DEEDS)):
        found += await _asked(what, sql, None)
    return found + await _asked("participants", _PARTICIPANTS)


async def _asked(what: str, sql: str, *arguments: object) -> list[Difference]:
    return [
        Difference(what, each["where_"], each["kept"], each["recounted"])
        for each in await rows(sql, *arguments)
    ]
