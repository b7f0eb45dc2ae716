"""Sessions: a random token in a cookie, its hash in the database; none for anonymous visitors."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.db import execute, row, value
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
           se.support_reason,
           ARRAY(SELECT group_id FROM person_group_member m WHERE m.person = p.id) AS groups,
           (SELECT jsonb_object_agg(project_id, role) FROM project_role r WHERE r.person = p.id) AS project_roles
    FROM site s
    LEFT JOIN session se ON se.token_hash = $1 AND se.expires_at > now()
    LEFT JOIN person p ON p.id = se.person AND p.closed_at IS NULL AND p.blocked_at IS NULL
"""
_CONTEXT_ANONYMOUS = """
    SELECT s.version AS site_version, (SELECT sum(version) FROM site_change) AS content_version FROM site s
"""


@dataclass(frozen=True, slots=True)
class Context:
    """What every request asks first, in one query: the place's settings, its content version, and who is there."""

    site: Site
    content_version: int
    person: Person | None
    support_reason: str | None = None


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
    )
    return Context(here, version, person, found["support_reason"])


async def begin_session(*, person_id: int, role: Role, device: str = "", reason: str | None = None) -> str:
    """Make a session; the token for the cookie. Always a new token, so that one planted before sign-in is worth nothing."""
    token = secrets.token_urlsafe(32)
    await execute(
        "INSERT INTO session (token_hash, person, expires_at, device, support_reason) VALUES ($1, $2, $3, $4, $5)",
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


async def end_session(*, session_id: int) -> None:
    await execute("DELETE FROM session WHERE id = $1", session_id)


async def end_all_sessions(*, person_id: int) -> int:
    """Sign out everywhere; how many sessions ended."""
    ended: int = await value(
        "WITH gone AS (DELETE FROM session WHERE person = $1 RETURNING 1) SELECT count(*) FROM gone",
        person_id,
    )
    return ended


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
