"""`allmenning migrate`: the platform, then every tenant and every plugin enabled there, several tenants at a time."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from core.db.migrations import App, pending, run_pending
from core.host.house import house
from core.tenancy import PLATFORM, Tenant, scope, site
from core.tenancy.registry import all_tenants, tenant_by_id


@dataclass
class Migrated:
    """What happened in one place. `error` is set where a step failed; its steps before stand, a new run goes on there."""

    tenant: Tenant
    ran: list[str] = field(default_factory=list)
    seconds: float = 0.0
    error: str = ""


async def migrate(
    *, only: str | None = None, dry_run: bool = False, parallel: int = 4
) -> AsyncIterator[Migrated]:
    """Bring places up to date; one result each, as they finish. Safe to kill and to run again at any moment."""
    if only is None or only == PLATFORM.id:
        yield await migrate_tenant(PLATFORM, dry_run=dry_run)
    tenants = (
        await all_tenants()
        if only is None
        else [t for t in [await tenant_by_id(only)] if t and not t.is_platform]
    )
    waiting = iter(tenants)
    running: set[asyncio.Task[Migrated]] = set()
    while True:
        while len(running) < parallel and (tenant := next(waiting, None)):
            running.add(asyncio.create_task(migrate_tenant(tenant, dry_run=dry_run)))
        if not running:
            return
        done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            yield task.result()


async def migrate_tenant(tenant: Tenant, *, dry_run: bool = False) -> Migrated:
    """All apps of one place, each in a transaction of its own together with its bookkeeping."""
    result = Migrated(tenant)
    began = time.perf_counter()
    try:
        for app in await _apps_at(tenant):
            async with scope(tenant, seconds=0):
                result.ran += [f.stem for f in await pending(app)] if dry_run else await run_pending(app)
    except Exception as error:  # noqa: BLE001 - one tenant's trouble must not stop the others
        result.error = f"{type(error).__name__}: {error}"
    result.seconds = time.perf_counter() - began
    return result


async def _apps_at(tenant: Tenant) -> list[App]:
    async with scope(tenant, read_only=True):
        here = await site()
    return house().apps_of(list(here.plugins), platform=tenant.is_platform)
