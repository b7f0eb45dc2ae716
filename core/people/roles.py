"""Who has which role, in the whole place or in one project."""

from typing import Any

from core.db import execute, rows, value
from core.i18n import _
from core.people.person import Role
from core.people.sessions import STAFF_DAYS
from core.text.errors import Refused

GIVEN_IN_A_PLACE = (Role.PARTICIPANT, Role.MODERATOR, Role.MANAGER, Role.ADMIN)


class LastAdministrator(Refused):
    def __init__(self) -> None:
        super().__init__(_("You are the only administrator here. Make somebody else an administrator first."))


class NotGivenHere(Refused):
    """Nobody becomes a support expert, or a participant of one project, by being given the role."""

    def __init__(self) -> None:
        super().__init__(_("This role cannot be given here."))


async def set_role(*, person_id: int, role: Role) -> None:
    """Raises LastAdministrator where nobody would be left to look after the place."""
    if role not in GIVEN_IN_A_PLACE:
        raise NotGivenHere
    if role is not Role.ADMIN:
        await keep_an_administrator(without=person_id)
    await execute("UPDATE person SET role = $2 WHERE id = $1 AND closed_at IS NULL", person_id, role)
    await _shorten_sessions(person_id)


async def set_project_role(*, person_id: int, project_id: int, role: Role | None) -> None:
    """Moderator or manager of one project; None takes it away."""
    if role is None:
        await execute("DELETE FROM project_role WHERE person = $1 AND project_id = $2", person_id, project_id)
        return
    if role not in (Role.MODERATOR, Role.MANAGER):
        raise NotGivenHere
    await execute(
        "INSERT INTO project_role (person, project_id, role) VALUES ($1, $2, $3) "
        "ON CONFLICT (person, project_id) DO UPDATE SET role = excluded.role",
        person_id,
        project_id,
        role,
    )
    await _shorten_sessions(person_id)


async def staff() -> list[dict[str, Any]]:
    """Everybody with a role, and in which projects."""
    return await rows(
        "SELECT p.id, p.name, p.email, p.role, p.last_seen_at, "
        "COALESCE((SELECT jsonb_object_agg(r.project_id, r.role) FROM project_role r "
        "WHERE r.person = p.id), '{}') AS project_roles "
        "FROM person p WHERE p.closed_at IS NULL AND p.expert_id IS NULL AND (p.role <> $1 "
        "OR EXISTS (SELECT 1 FROM project_role r WHERE r.person = p.id)) ORDER BY p.name, p.id",
        Role.PARTICIPANT,
    )


async def keep_an_administrator(*, without: int) -> None:
    """Raises LastAdministrator if this person is the only one. Two who leave at once wait for one another."""
    await execute(
        "SELECT id FROM person WHERE role = $1 AND closed_at IS NULL ORDER BY id FOR UPDATE", Role.ADMIN
    )
    only: bool = await value(
        "SELECT bool_and(id = $2) FROM person "
        "WHERE role = $1 AND closed_at IS NULL AND blocked_at IS NULL AND expert_id IS NULL",
        Role.ADMIN,
        without,
    )
    if only:
        raise LastAdministrator


async def _shorten_sessions(person_id: int) -> None:
    """Who becomes staff signs in as often as staff."""
    await execute(
        "UPDATE session SET expires_at = least(expires_at, now() + make_interval(days => $2)) "
        "WHERE person = $1",
        person_id,
        STAFF_DAYS,
    )
