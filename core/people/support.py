"""A support expert visits a tenant: with a reason, for an hour, and the tenant sees it.

The expert gets a person of their own here, without address or password: a visit is the only way in.
"""

from typing import Any, NamedTuple

from core.db import execute, row, rows, value
from core.i18n import _
from core.people.person import Role
from core.people.sessions import SUPPORT_MINUTES, begin_session
from core.text import clean_text
from core.text.errors import Refused

SHORTEST_REASON = 10


class NoReason(Refused):
    field = "reason"

    def __init__(self) -> None:
        super().__init__(_("Write why you go in, so that the municipality can understand it."))


class Visiting(NamedTuple):
    person_id: int
    token: str


async def begin_visit(*, expert_id: int, expert_name: str, reason: str, device: str = "") -> Visiting:
    """In the scope of the tenant that is visited. `expert_id` is the expert's person on the platform."""
    reason = clean_text(reason)
    if len(reason) < SHORTEST_REASON:
        raise NoReason
    person_id = await _visitor(expert_id, expert_name)
    token = await begin_session(person_id=person_id, role=Role.SUPPORT, device=device, reason=reason)
    session_id = await value("SELECT max(id) FROM session WHERE person = $1", person_id)
    await execute(
        "INSERT INTO support_visit (person, session_id, reason, ends_at) "
        "VALUES ($1, $2, $3, now() + make_interval(mins => $4))",
        person_id,
        session_id,
        reason,
        SUPPORT_MINUTES,
    )
    return Visiting(person_id, token)


async def end_visit(*, visit_id: int) -> bool:
    """By the expert when done, or by the tenant at any moment."""
    found = await row(
        "UPDATE support_visit SET ends_at = now() WHERE id = $1 AND ends_at > now() "
        "RETURNING session_id, person",
        visit_id,
    )
    if found is None:
        return False
    await execute("DELETE FROM session WHERE id = $1 AND person = $2", found["session_id"], found["person"])
    return True


async def visits(*, size: int = 50) -> list[dict[str, Any]]:
    """Who from support has been here, why and how long; the latest first."""
    return await rows(
        "SELECT v.id, p.name, v.reason, v.began_at, v.ends_at, v.ends_at > now() AS here_now "
        "FROM support_visit v JOIN person p ON p.id = v.person ORDER BY v.began_at DESC, v.id DESC LIMIT $1",
        size,
    )


async def _visitor(expert_id: int, name: str) -> int:
    found: int = await value(
        "INSERT INTO person (name, role, expert_id) VALUES ($1, $2, $3) "
        "ON CONFLICT (expert_id) WHERE expert_id IS NOT NULL DO UPDATE SET name = excluded.name RETURNING id",
        name,
        Role.SUPPORT,
        expert_id,
    )
    return found
