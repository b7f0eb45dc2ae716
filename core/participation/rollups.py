"""Roll-ups of the log: kept by a job, in the transaction that takes the counted lines off the list of new ones.

The statements here are one computation in three uses: what the job adds, what a page adds for the lines that no job has counted
yet, and a recount from the whole log. So they cannot differ by being written twice.
"""

from core.db import execute, value

NEVER = "DATE '0001-01-01'"
DAY = "(l.at AT TIME ZONE 'Europe/Oslo')::date"
AT_ONCE = 20_000  # lines that one statement counts

# A person's days in an activity or project, by one channel or any. `old`: a roll-up holds this day already.
_DAYS = f"""
    days AS (
        SELECT project_id, coalesce(activity_id, 0) AS activity_id, coalesce(channel, '') AS channel, who, day,
            bool_or(old) AS old
        FROM (SELECT l.project_id, l.activity_id, l.channel, l.who, {DAY} AS day, {{old}} AS old FROM {{history}}) h
        GROUP BY GROUPING SETS ((project_id, who, day), (project_id, activity_id, who, day),
            (project_id, channel, who, day), (project_id, activity_id, channel, who, day))),
    chained AS (
        SELECT project_id, activity_id, channel, day, old,
            coalesce(lag(day) OVER person, {NEVER}) AS before,
            coalesce(max(day) FILTER (WHERE old) OVER (person ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), {NEVER})
                AS was
        FROM days WINDOW person AS (PARTITION BY project_id, activity_id, channel, who ORDER BY day)),
    changes AS (
        SELECT project_id, activity_id, channel, day, before, 1 AS n FROM chained WHERE NOT old OR before <> was
        UNION ALL
        SELECT project_id, activity_id, channel, day, was, -1 FROM chained WHERE old AND before <> was),
    people AS (
        SELECT p AS project_id, activity_id, channel, day, before, sum(n)::bigint AS n
        FROM changes, LATERAL (SELECT project_id AS p UNION ALL SELECT 0 WHERE activity_id = 0) place
        GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0)
"""
_DEEDS = f"""
    deeds AS (SELECT {DAY} AS day, l.project_id, l.activity_id, l.action, l.channel, count(*)::bigint AS n
        FROM {{lines}} GROUP BY 1, 2, 3, 4, 5)
"""
# Everything that those have done who did something new: of it, what is on the list and not taken now stays out.
# LATERAL with OFFSET keeps the database from reading the whole log because it does not know how short the list is.
_SINCE = f"""
    fresh AS (SELECT l.* FROM taken t CROSS JOIN LATERAL (SELECT * FROM participation WHERE id = t.log_id OFFSET 0) l
        {{where}}),
    {_DEEDS.format(lines="fresh l")},
    {
    _DAYS.format(
        old="q.log_id IS NULL",
        history='''(SELECT DISTINCT project_id, who FROM fresh) a CROSS JOIN LATERAL
            (SELECT * FROM participation p WHERE p.project_id = a.project_id AND p.who = a.who OFFSET 0) l
            LEFT JOIN participation_new q ON q.log_id = l.id LEFT JOIN taken t ON t.log_id = l.id
            WHERE q.log_id IS NULL OR t.log_id IS NOT NULL''',
    )
}
"""
# What stands on the list, as it would be counted: `$1` a project, or NULL for the whole place. Gives `deeds` and `people`.
TAIL = "taken AS (SELECT log_id FROM participation_new), " + _SINCE.format(
    where="WHERE $1::bigint IS NULL OR l.project_id = $1"
)
# All that the roll-ups should hold: the log without what is on the list; `$1` as above. Gives `deeds` and `people`.
_LINES = """participation l WHERE ($1::bigint IS NULL OR l.project_id = $1)
    AND NOT EXISTS (SELECT 1 FROM participation_new q WHERE q.log_id = l.id)"""
COUNTED = f"{_DEEDS.format(lines=_LINES)}, {_DAYS.format(old='false', history=_LINES)}"
_KEEP_DEEDS = """
    INSERT INTO participation_day AS d (day, project_id, activity_id, action, channel, n)
    SELECT day, project_id, activity_id, action, channel, n FROM deeds
    ON CONFLICT (project_id, activity_id, day, action, channel) DO UPDATE SET n = d.n + excluded.n
"""
_KEEP_PEOPLE = """
    INSERT INTO participation_people AS p (project_id, activity_id, channel, day, before, n)
    SELECT project_id, activity_id, channel, day, before, n FROM people WHERE {which}
    ON CONFLICT (project_id, activity_id, channel, day, before) DO UPDATE SET n = p.n + excluded.n
"""
_ROLL_UP = f"""
    WITH taken AS (DELETE FROM participation_new WHERE log_id IN
        (SELECT log_id FROM participation_new ORDER BY log_id LIMIT $1) RETURNING log_id),
    {_SINCE.format(where="")},
    kept AS ({_KEEP_DEEDS}), met AS ({_KEEP_PEOPLE.format(which="true")})
    SELECT count(*) FROM taken
"""


async def roll_up() -> int:
    """Count the lines that are new, a batch; how many. One at a time in a place."""
    await _alone()
    counted: int = await value(_ROLL_UP, AT_ONCE)
    return counted


async def make_anew(*, project_id: int | None = None) -> None:
    """Throw the roll-ups of a project, or of the whole place, away and count the log again."""
    await _alone()
    await execute(
        "DELETE FROM participation_new q WHERE $1::bigint IS NULL OR NOT EXISTS (SELECT 1 FROM participation l "
        "WHERE l.id = q.log_id AND l.project_id <> $1)",
        project_id,
    )
    for table in ("participation_day", "participation_people"):
        await execute(
            f"DELETE FROM {table} WHERE $1::bigint IS NULL OR project_id = $1",
            project_id,
        )
    await execute("DELETE FROM participation_people WHERE project_id = 0")
    await execute(f"WITH {COUNTED} {_KEEP_DEEDS}", project_id)
    await execute(f"WITH {COUNTED} {_KEEP_PEOPLE.format(which='project_id <> 0')}", project_id)
    await execute(
        "INSERT INTO participation_people (project_id, activity_id, channel, day, before, n) "
        "SELECT 0, 0, channel, day, before, sum(n) FROM participation_people "
        "WHERE activity_id = 0 GROUP BY channel, day, before HAVING sum(n) <> 0"
    )


async def _alone() -> None:
    await execute("SELECT pg_advisory_xact_lock(hashtext('participation ' || current_schema()))")
