"""Writing the log, and the one definition of a participant.

A participant is a distinct pseudonym that did at least one thing in the log. A pseudonym is an HMAC of the person's id and
the project's id with the tenant's own key: the same person counts once in a project, and cannot be followed between two.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.db import execute, row, rows, value
from core.jobs import enqueue
from core.live import tell_live
from core.participation.rollups import make_anew
from core.tenancy import current_tenant

FIGURES = "figures"  # the live channel of all dashboards of a place
CALM = 1.0  # seconds: a browser that looks hears at most once in them
MANY = 1_000  # so many lines at once are counted soon, and not at the next hour


class Channel(StrEnum):
    WEB = "web"
    PAPER = "paper"
    MEETING = "meeting"
    PHONE = "phone"
    IMPORT = "import"


@dataclass(frozen=True)
class Act:
    """One line of the log to come. `who` is what makes the actor one and the same: `person:7`, `import:3:9884`."""

    who: str
    action: str
    at: datetime
    contribution_id: int | None = None


# The line is new until a job has counted it.
_SAY_NEW = ", told AS (INSERT INTO participation_new (log_id) SELECT id FROM log)"
# A newcomer to the activity, or to the project as a whole (0), is counted in the same statement.
_COUNT_NEW = """
    , fresh AS (INSERT INTO participant (project_id, activity_id, who)
        SELECT DISTINCT project_id, a, who FROM log, LATERAL (VALUES (activity_id), (0)) places(a) ORDER BY 1, 2, 3
        ON CONFLICT DO NOTHING RETURNING project_id, activity_id, get_byte(who, 0) % 8 AS shard)
    INSERT INTO participant_count AS c (project_id, activity_id, shard, n)
    SELECT project_id, activity_id, shard, count(*) FROM fresh GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (project_id, activity_id, shard) DO UPDATE SET n = c.n + excluded.n
"""
_RECORD = f"""
    WITH log AS (INSERT INTO participation (who, project_id, activity_id, action, channel, contribution_id)
        VALUES ($1, $2, $3, $4, $5, $6) RETURNING id, project_id, activity_id, who)
    {_SAY_NEW}
    {_COUNT_NEW}
"""
_RECORD_MANY = f"""
    WITH log AS (INSERT INTO participation
        (at, who, project_id, activity_id, action, channel, contribution_id, import_id)
        SELECT at, who, $1, $2, action, $3, contribution_id, $4
        FROM unnest($5::timestamptz[], $6::bytea[], $7::varchar[], $8::bigint[]) t(at, who, action, contribution_id)
        RETURNING id, project_id, activity_id, who)
    {_SAY_NEW}
    {_COUNT_NEW}
"""


async def record(
    *,
    action: str,
    project_id: int,
    activity_id: int,
    person_id: int,
    channel: Channel = Channel.WEB,
    contribution_id: int | None = None,
) -> None:
    """Write that a person did something. In the transaction of the deed itself, so that neither stands without the other."""
    who = await pseudonym(who=f"person:{person_id}", project_id=project_id)
    await execute(_RECORD, who, project_id, activity_id, action, channel, contribution_id)
    await tell_live(FIGURES, "figures", calm=CALM)


async def pseudonym(*, who: str, project_id: int) -> bytes:
    """The key of the log for one actor in one project."""
    return _hmac(await _key(), who, project_id)


async def record_many(
    acts: Iterable[Act], *, project_id: int, activity_id: int, channel: Channel, import_id: int | None = None
) -> int:
    """Write many lines at once; how many."""
    key = await _key()
    lines = list(acts)
    await execute(
        _RECORD_MANY,
        project_id,
        activity_id,
        channel,
        import_id,
        [act.at for act in lines],
        [_hmac(key, act.who, project_id) for act in lines],
        [act.action for act in lines],
        [act.contribution_id for act in lines],
    )
    await tell_live(FIGURES, "figures", calm=CALM)
    if len(lines) >= MANY:
        await enqueue("participation.roll_up")
    return len(lines)


async def participants(*, project_id: int | None = None, activity_id: int | None = None) -> int:
    """How many took part: distinct pseudonyms in the log. For a whole tenant, the sum over its projects."""
    count: int = await value(
        "SELECT coalesce(sum(n), 0)::bigint FROM participant_count "
        "WHERE ($1::bigint IS NULL OR project_id = $1) AND activity_id = coalesce($2::bigint, 0)",
        project_id,
        activity_id,
    )
    return count


async def forget_import(*, import_id: int) -> None:
    """Take an import's lines back, and count again whoever is left in the projects it touched."""
    touched = await rows("SELECT DISTINCT project_id FROM participation WHERE import_id = $1", import_id)
    await execute("DELETE FROM participation WHERE import_id = $1", import_id)
    for project in touched:
        await recount(project_id=project["project_id"])


async def recount(*, project_id: int) -> None:
    """Make participants, their counts and the roll-ups of a project anew from the log, which alone is the truth."""
    await make_anew(project_id=project_id)
    await execute("DELETE FROM participant WHERE project_id = $1", project_id)
    await execute("DELETE FROM participant_count WHERE project_id = $1", project_id)
    await execute(
        f"WITH log AS (SELECT project_id, activity_id, who FROM participation WHERE project_id = $1) {_COUNT_NEW}",
        project_id,
    )


async def recount_all() -> None:
    """Participants and their counts of every project; for `make_anew` of the whole place beside it."""
    await execute("DELETE FROM participant")
    await execute("DELETE FROM participant_count")
    await execute(f"WITH log AS (SELECT project_id, activity_id, who FROM participation) {_COUNT_NEW}")


# A tenant's key never changes while it exists; kept so that a reaction costs one query less.
_keys: dict[str, bytes] = {}


async def _key() -> bytes:
    tenant_id = current_tenant().id
    if tenant_id not in _keys:
        found = await row("SELECT key FROM tenant_secret WHERE name = 'pseudonym'")
        if found is None:
            raise LookupError("this tenant's pseudonym key is gone: its log is closed")
        _keys[tenant_id] = bytes(found["key"])
    return _keys[tenant_id]


def _hmac(key: bytes, who: str, project_id: int) -> bytes:
    return hmac.new(key, f"{project_id}:{who}".encode(), hashlib.sha256).digest()
