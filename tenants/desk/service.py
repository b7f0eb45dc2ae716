"""What the desk sees of the places: registration and state, and who founded one. Never what is written there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.db import row, rows
from core.tenancy import Tenant, within
from core.tenancy.registry import tenant_in_scope


@dataclass(frozen=True, slots=True)
class Listed:
    """One place in the list."""

    id: str
    name: str
    host: str
    state: str
    organisation: dict[str, str]
    created_at: datetime
    confirmed_at: datetime | None


async def place(tenant_id: str) -> tuple[Listed, Tenant] | None:
    tenant = await tenant_in_scope(tenant_id)
    if tenant is None:
        return None
    found = await row(
        "SELECT t.*, (SELECT host FROM tenant_host h WHERE h.tenant = t.id ORDER BY main DESC LIMIT 1) AS host "
        "FROM tenant t WHERE t.id = $1",
        tenant_id,
    )
    return (_listed(found), tenant) if found else None


async def administrators(tenant: Tenant) -> list[dict[str, Any]]:
    """Whom to call: name and address of those who look after the place."""
    async with within(tenant):
        return await rows(
            "SELECT name, email, created_at FROM person "
            "WHERE role = 'admin' AND closed_at IS NULL AND email IS NOT NULL ORDER BY id LIMIT 10"
        )


async def decisions(tenant_id: str) -> list[dict[str, Any]]:
    return await rows(
        'SELECT decision, note, "by", at FROM tenants_decision WHERE tenant = $1 ORDER BY at DESC, id DESC',
        tenant_id,
    )


def _listed(found: dict[str, Any]) -> Listed:
    refused = "refused" in found["organisation"]
    state = "unconfirmed" if found["status"] == "unconfirmed" else "confirmed"
    return Listed(
        id=found["id"],
        name=found["name"],
        host=found["host"] or "",
        state="refused" if refused else state,
        organisation=found["organisation"],
        created_at=found["created_at"],
        confirmed_at=found["confirmed_at"],
    )
