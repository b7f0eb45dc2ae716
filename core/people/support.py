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

SHORTEST_REASON, LONGEST_REASON = 10, 300
LONGEST_HOURS = 8  # then a new visit begins, with a reason of its own


class NoReason(Refused):
    field = "reason"

    def __init__(self) -> None:
        super().__init__(_("Write why you go in, so that the municipality can understand it."))


class TicketUsed(Refused):
    def __init__(self) -> None:
        super().__init__(_("This ticket has been used. Make a new one at the support desk."))


class Visiting(NamedTuple):
    visit_id: int
    person_id: int
    token: str


def check_reason(reason: str) -> str:
    """The reason, tidied. Raises NoReason."""
    tidy = clean_text(reason)[:LONGEST_REASON]
    if len(tidy) < SHORTEST_REASON:
        raise NoReason
    return tidy


async def begin_visit(
    *, expert_id: int, expert_name: str, reason: str, ticket: str, device: str = ""
) -> Visiting:
    """In the scope of the tenant that is visited. `expert_id` is the expert's person on the platform.

    Raises NoReason, and TicketUsed where somebody has come in with the ticket before.
    """
    reason = check_reason(reason)
    if await value("SELECT EXISTS (SELECT 1 FROM support_visit WHERE ticket = $1)", ticket):
        raise TicketUsed
    person_id = await visitor(expert_id, expert_name)
    token = await begin_session(person_id=person_id, role=Role.SUPPORT, device=device, reason=reason)
    session_id = await value("SELECT max(id) FROM session WHERE person = $1", person_id)
    visit_id: int | None = await value(
        "INSERT INTO support_visit (person, session_id, reason, ticket, ends_at) "
        "VALUES ($1, $2, $3, $4, now() + make_interval(mins => $5)) ON CONFLICT (ticket) DO NOTHING RETURNING id",
        person_id,
        session_id,
        reason,
        ticket,
        SUPPORT_MINUTES,
    )
    if visit_id is None:
        raise TicketUsed  # two at the very same moment
    return Visiting(visit_id, person_id, token)


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


async def still_expert(expert_id: int | None) -> bool:
    """On the platform: may this person help the places now? Asked at each step of a visit."""
    found: bool = await value(
        "SELECT EXISTS (SELECT 1 FROM person WHERE id = $1 AND role = $2 AND closed_at IS NULL AND blocked_at IS NULL)",
        expert_id,
        Role.SUPPORT,
    )
    return found


async def end_visits_of(*, person_id: int) -> int:
    """All that are going on, of an expert whose right was withdrawn. How many."""
    ended = await execute(
        "UPDATE support_visit SET ends_at = now() WHERE person = $1 AND ends_at > now()", person_id
    )
    await execute("DELETE FROM session WHERE person = $1", person_id)
    return ended


async def visit_of_session(session_id: int) -> dict[str, Any] | None:
    return await row(
        "SELECT id, reason, began_at, ends_at, began_at + make_interval(hours => $2) AS last_end FROM support_visit "
        "WHERE session_id = $1 AND ends_at > now()",
        session_id,
        LONGEST_HOURS,
    )


async def renew_visit(*, session_id: int) -> int | None:
    """An hour more from now; its number. None where the visit is over, or has lasted as long as it may."""
    visit_id: int | None = await value(
        "UPDATE support_visit SET ends_at = least(now() + make_interval(mins => $2), began_at + make_interval(hours => $3)) "
        "WHERE session_id = $1 AND ends_at > now() AND began_at + make_interval(hours => $3) > now() RETURNING id",
        session_id,
        SUPPORT_MINUTES,
        LONGEST_HOURS,
    )
    if visit_id is not None:
        await execute(
            "UPDATE session SET expires_at = (SELECT ends_at FROM support_visit WHERE id = $2) WHERE id = $1",
            session_id,
            visit_id,
        )
    return visit_id


async def visits(*, size: int = 50) -> list[dict[str, Any]]:
    """Who from support has been here, why and how long; the latest first."""
    return await rows(
        "SELECT v.id, p.name, v.reason, v.began_at, v.ends_at, "
        "EXISTS (SELECT 1 FROM session s WHERE s.id = v.session_id AND s.expires_at > now()) AS here_now "
        "FROM support_visit v JOIN person p ON p.id = v.person ORDER BY v.began_at DESC, v.id DESC LIMIT $1",
        size,
    )


async def visitor(expert_id: int, name: str) -> int:
    """The expert's own person in the place in scope: without address or password."""
    found: int = await value(
        "INSERT INTO person (name, role, expert_id) VALUES ($1, $2, $3) "
        "ON CONFLICT (expert_id) WHERE expert_id IS NOT NULL DO UPDATE SET name = excluded.name RETURNING id",
        name,
        Role.SUPPORT,
        expert_id,
    )
    return found
