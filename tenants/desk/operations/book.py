"""What was done to a place from the desk, on the platform and in the place's own record. The only writer of its table."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core.audit import note
from core.db import execute, row, rows, value
from core.i18n import _
from core.people import Person, Role
from core.people.support import visitor
from core.tenancy import Tenant, within
from core.text import Refused, clean_text

SHORTEST_WHY = 10
_INSERT = """
    INSERT INTO tenants_operation (tenant, tenant_name, kind, details, why, expert, expert_name, due_at, state)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
"""


class NoWhy(Refused):
    field = "why"

    def __init__(self) -> None:
        super().__init__(_("Write why, so that the municipality can understand it."))


async def write_down(
    tenant: Tenant,
    *,
    kind: str,
    details: Mapping[str, Any],
    why: str,
    expert: Person,
    due_at: datetime | None = None,
    later: bool = False,
) -> int:
    """In both places, in the deed's own transaction. `later`: a job does it. Raises NoWhy."""
    tidy = clean_text(why)
    if len(tidy) < SHORTEST_WHY:
        raise NoWhy
    operation_id: int = await value(
        _INSERT,
        tenant.id,
        tenant.name,
        kind,
        dict(details),
        tidy,
        expert.id,
        expert.name,
        due_at,
        "waiting" if later or due_at else "done",
    )
    await note_in_place(tenant, expert=expert, what=kind, why=tidy, details=details)
    return operation_id


async def note_in_place(
    tenant: Tenant, *, expert: Person, what: str, why: str, details: Mapping[str, Any]
) -> None:
    async with within(tenant):
        guest = Person(
            id=await visitor(expert.id, expert.name), name=expert.name, email="", role=Role.SUPPORT
        )
        await note(
            action="support.operate",
            subject="support_operation",
            details={"what": what, "why": why, **details},
            by=guest,
        )


async def operations_of(tenant_id: str) -> list[dict[str, Any]]:
    return await rows(
        "SELECT * FROM tenants_operation WHERE tenant = $1 ORDER BY at DESC, id DESC LIMIT 50", tenant_id
    )


async def operation(operation_id: int, *, tenant_id: str = "") -> dict[str, Any] | None:
    return await row(
        "SELECT * FROM tenants_operation WHERE id = $1 AND ($2 = '' OR tenant = $2)", operation_id, tenant_id
    )


async def waiting_deletion(tenant_id: str) -> dict[str, Any] | None:
    return await row(
        "SELECT * FROM tenants_operation WHERE tenant = $1 AND kind = 'delete' AND state = 'waiting'",
        tenant_id,
    )


async def due_deletions() -> list[dict[str, Any]]:
    return await rows(
        "SELECT * FROM tenants_operation WHERE kind = 'delete' AND state = 'waiting' AND due_at <= now() ORDER BY due_at"
    )


async def settle(operation_id: int, *, state: str, result: str = "", file: str = "") -> bool:
    """Only what waits can be settled."""
    return bool(
        await execute(
            "UPDATE tenants_operation SET state = $2, result = $3, file = $4 WHERE id = $1 AND state = 'waiting'",
            operation_id,
            state,
            result[:300],
            file,
        )
    )


async def forget_files(*, days: int) -> int:
    """Archives are there to be fetched, not to be kept."""
    return await execute(
        "UPDATE tenants_operation SET file = '' WHERE file <> '' AND at < now() - make_interval(days => $1)",
        days,
    )
