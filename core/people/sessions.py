"""Sessions: a random token in a cookie, its hash in the database; none for anonymous visitors."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.db import execute, row, rows, value
from core.db.query import Row
from core.people.person import Person, Role
from core.tenancy import Site, site

PARTICIPANT_DAYS = 60
STAFF_DAYS = 7
SUPPORT_HOURS = 12  # a support expert's own working day, on the platform host
SUPPORT_MINUTES = 60  # a support expert's visit to a tenant
FRESH_MINUTES = 10  # how long a code or a password counts as just given

_CONTEXT = """
    SELECT s.version AS site_version, (SELECT sum(version) FROM site_change) AS content_version,
           p.id, p.name, p.email, p.role, p.locale, p.postcode, p.verified_resident_on, se.id AS session_id,
           se.support_reason, se.keyed_at, p.expert_id,
           (SELECT count(*) FROM (SELECT 1 FROM notification n
            WHERE n.person = p.id AND n.read_at IS NULL LIMIT 100) few) AS unread,
           ARRAY(SELECT group_id FROM person_group_member m WHERE m.person = p.id) AS groups,
           (SELECT jsonb_object_agg(project_id, role) FROM project_role r
            WHERE r.person = p.id) AS project_roles
    FROM site s
    LEFT JOIN session se ON se.token_hash = $1 AND se.expires_at > now()
    LEFT JOIN person p ON p.id = se.person AND p.closed_at IS NULL AND p.blocked_at IS NULL
"""
_CONTEXT_ANONYMOUS = """
    SELECT s.version AS site_version, (SELECT sum(version) FROM site_change) AS content_version FROM site s
"""


@dataclass(frozen=True, slots=True)
class Context:
    """What every request asks first, in one query: the place's settings, its version, and who is there."""

    site: Site
    content_version: int
    person: Person | None
    support_reason: str | None = None
    expert_id: int | None = None  # on a visit: the expert's person on the platform


async def context(token: str | None) -> Context:
    found = await row(_CONTEXT, _hash(token)) if token else await row(_CONTEXT_ANONYMOUS)
    if found is None:
        raise LookupError("this tenant has no site row")
    here = await site(found["site_version"])
    version = int(found["content_version"])
    if found.get("id") is None:
        return Context(here, version, None)
    roles = found["project_roles"] or {}
    person = Person(
        id=found["id"],
        name=found["name"],
        email=found["email"] or "",
        role=Role(found["role"]),
        locale=found["locale"],
        postcode=found["postcode"],
        groups=frozenset(found["groups"]),
        project_roles={int(project): Role(role) for project, role in roles.items()},
        session_id=found["session_id"],
        verified_resident=found["verified_resident_on"] is not None,
        unread=found["unread"],
        needs_key=found["role"] == Role.SUPPORT
        and found["support_reason"] is None
        and found["keyed_at"] is None,
    )
    return Context(here, version, person, found["support_reason"], found["expert_id"])


async def begin_session(*, person_id: int, role: Role, device: str = "", reason: str | None = None) -> str:
    """Make a session; the token for the cookie. Always a new one: a token planted before is worth nothing."""
    token = secrets.token_urlsafe(32)
    await execute(
        "INSERT INTO session (token_hash, person, expires_at, device, support_reason) "
        "VALUES ($1, $2, $3, $4, $5)",
        _hash(token),
        person_id,
        datetime.now(UTC) + lifetime(role, reason=reason),
        device[:120],
        reason,
    )
    await execute("UPDATE person SET last_seen_at = now() WHERE id = $1", person_id)
    return token


def lifetime(role: Role, *, reason: str | None = None) -> timedelta:
    if reason is not None:
        return timedelta(minutes=SUPPORT_MINUTES)
    if role is Role.SUPPORT:
        return timedelta(hours=SUPPORT_HOURS)
    return timedelta(days=PARTICIPANT_DAYS if role is Role.PARTICIPANT else STAFF_DAYS)


async def sessions_of(*, person_id: int) -> list[Row]:
    """Where a person is signed in, newest first."""
    return await rows(
        "SELECT id, device, created_at, expires_at FROM session WHERE person = $1 AND expires_at > now() "
        "ORDER BY created_at DESC, id DESC LIMIT 100",
        person_id,
    )


async def end_session(*, session_id: int, person_id: int) -> bool:
    """Only one's own: the id of somebody else's ends nothing."""
    return bool(await execute("DELETE FROM session WHERE id = $1 AND person = $2", session_id, person_id))


async def end_all_sessions(*, person_id: int, but: int | None = None) -> int:
    """Sign out everywhere, or everywhere but in session `but`; how many sessions ended."""
    return await execute(
        "DELETE FROM session WHERE person = $1 AND id IS DISTINCT FROM $2::bigint", person_id, but
    )


async def prove_again(*, session_id: int) -> None:
    """A code or a password was given in this session just now."""
    await execute("UPDATE session SET proved_at = now() WHERE id = $1", session_id)


async def is_fresh(*, session_id: int) -> bool:
    """Was a code or a password given a moment ago? Asked before what cannot be undone."""
    found: bool | None = await value(
        "SELECT proved_at > now() - make_interval(mins => $2) FROM session WHERE id = $1",
        session_id,
        FRESH_MINUTES,
    )
    return bool(found)


async def sweep_sessions() -> int:
    """Throw away what has expired; how many."""
    return await execute("DELETE FROM session WHERE expires_at < now()")


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
