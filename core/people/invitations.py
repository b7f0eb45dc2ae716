"""Who may register although the place is not open to all, and with which role."""

from typing import Any

from core.db import execute, row, rows
from core.people.person import Role
from core.people.roles import GIVEN_IN_A_PLACE, NotGivenHere
from core.tenancy import current_tenant, site


async def invite(*, email: str, role: Role = Role.PARTICIPANT, invited_by: int | None = None) -> None:
    """Invited twice: the newer role counts. The mail is the caller's."""
    if role not in GIVEN_IN_A_PLACE:
        raise NotGivenHere
    await execute(
        "INSERT INTO invitation (email, role, invited_by) VALUES ($1, $2, $3) ON CONFLICT (lower(email)) "
        "DO UPDATE SET role = excluded.role, invited_by = excluded.invited_by",
        email.lower(),
        role,
        invited_by,
    )


async def invitations() -> list[dict[str, Any]]:
    return await rows(
        "SELECT i.id, i.email, i.role, i.created_at, p.name AS invited_by_name FROM invitation i "
        "LEFT JOIN person p ON p.id = i.invited_by ORDER BY i.created_at DESC, i.id DESC"
    )


async def withdraw_invitation(*, invitation_id: int) -> bool:
    return bool(await execute("DELETE FROM invitation WHERE id = $1", invitation_id))


async def take_invitation(*, email: str) -> Role | None:
    """The role somebody was invited with; the invitation is used up."""
    found = await row("DELETE FROM invitation WHERE email = lower($1) RETURNING role", email)
    return Role(found["role"]) if found else None


async def may_register(*, email: str) -> bool:
    """A place that nobody has confirmed yet, or that has closed its door, takes invited people only."""
    here = current_tenant()
    if here.confirmed and not here.is_platform and (await site()).registration_open:
        return True
    return await row("SELECT 1 FROM invitation WHERE email = lower($1)", email) is not None
