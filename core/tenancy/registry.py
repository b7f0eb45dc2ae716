"""Host name -> tenant, kept in memory for a few seconds."""

import time
from typing import Any

from core.db import rows
from core.settings import settings
from core.tenancy.scope import scope
from core.tenancy.tenant import PLATFORM, Kind, Status, Tenant

_KEEP_SECONDS = 5.0  # how long a change of host or status may take to be seen by every process
_TENANTS = """
    SELECT t.id, t.kind, t.status, t.name, t.organisation, t.read_only_at,
           array_agg(h.host ORDER BY h.main DESC, h.host) FILTER (WHERE h.host IS NOT NULL) AS hosts
    FROM tenant t LEFT JOIN tenant_host h ON h.tenant = t.id
"""
_known: dict[str, tuple[float, Tenant | None]] = {}


def forget_tenants() -> None:
    """Read again at the next request: this process has just changed one."""
    _known.clear()


async def tenant_at(host: str) -> Tenant | None:
    """The tenant whose host name this is; the platform at its own; None where nobody is."""
    if host == settings().platform_host:
        return PLATFORM
    kept = _known.get(host)
    if kept is not None and time.monotonic() - kept[0] < _KEEP_SECONDS:
        return kept[1]
    if len(_known) > 10_000:  # noqa: PLR2004 - a flood of invented host names must not fill the memory
        _known.clear()
    async with scope(PLATFORM, read_only=True):
        found = await rows(
            _TENANTS + " WHERE t.id = (SELECT tenant FROM tenant_host WHERE host = $1) GROUP BY t.id", host
        )
    tenant = _tenant(found[0]) if found else None
    _known[host] = (time.monotonic(), tenant)
    return tenant


async def tenant_by_id(tenant_id: str) -> Tenant | None:
    if tenant_id == PLATFORM.id:
        return PLATFORM
    async with scope(PLATFORM, read_only=True):
        found = await rows(_TENANTS + " WHERE t.id = $1 GROUP BY t.id", tenant_id)
    return _tenant(found[0]) if found else None


async def tenant_in_scope(tenant_id: str) -> Tenant | None:
    """The same inside the platform's open scope."""
    found = await rows(_TENANTS + " WHERE t.id = $1 GROUP BY t.id", tenant_id)
    return _tenant(found[0]) if found else None


async def all_tenants() -> list[Tenant]:
    """Every tenant but the platform, oldest first."""
    async with scope(PLATFORM, read_only=True):
        return [_tenant(r) for r in await rows(_TENANTS + " GROUP BY t.id ORDER BY t.created_at, t.id")]


def _tenant(found: dict[str, Any]) -> Tenant:
    return Tenant(
        id=found["id"],
        kind=Kind(found["kind"]),
        status=Status(found["status"]),
        name=found["name"],
        hosts=tuple(found["hosts"] or ()),
        organisation=found["organisation"],
        read_only=found["read_only_at"] is not None,
    )


def address_of(tenant: Tenant, path: str = "/") -> str:
    """A whole address at this tenant, for mail and for the way from one host to another."""
    conf = settings()
    host = conf.platform_host if tenant.is_platform else tenant.hosts[0]
    port = f":{conf.public_port}" if conf.public_port else ""
    return f"{conf.public_scheme}://{host}{port}{path}"
