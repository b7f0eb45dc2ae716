"""Counting a plugin's failures: ten in ten minutes pause it for that tenant, and support is told."""

import asyncio
import contextvars
import time
from collections import defaultdict, deque
from datetime import UTC, datetime

import structlog

from core.db import execute
from core.tenancy import PLATFORM, Tenant, load_site, save_site, scope

log = structlog.get_logger()
LIMIT = 10
WINDOW_SECONDS = 600

_failures: dict[tuple[str, str], deque[float]] = defaultdict(lambda: deque(maxlen=LIMIT))
_pauses: set[asyncio.Task[None]] = set()


def note_failure(tenant: Tenant, plugin_id: str, what: str) -> None:
    """Remember one failure in this process; at the limit, pause the plugin in a transaction of its own."""
    times = _failures[tenant.id, plugin_id]
    times.append(time.monotonic())
    if len(times) == LIMIT and times[-1] - times[0] < WINDOW_SECONDS:
        times.clear()
        # A fresh context: the page's transaction may be read-only, and must not be inherited.
        task = asyncio.get_running_loop().create_task(
            pause_plugin(tenant, plugin_id, what), context=contextvars.Context()
        )
        _pauses.add(task)
        task.add_done_callback(_pauses.discard)


async def pause_plugin(tenant: Tenant, plugin_id: str, what: str) -> None:
    """Switch the plugin off for this tenant until somebody resumes it."""
    now = datetime.now(UTC).isoformat()
    async with scope(tenant):
        # Under the lock of those who switch plugins: the field is one, and their change must not be lost.
        await execute("SELECT version FROM site WHERE id = 1 FOR UPDATE")
        plugins = dict((await load_site()).plugins)
        if plugin_id not in plugins:
            return
        plugins[plugin_id] = {**plugins[plugin_id], "paused_at": now, "paused_because": what}
        await save_site(plugins=plugins)
    async with scope(PLATFORM):
        await execute(
            "INSERT INTO plugin_incident (tenant, plugin, what) VALUES ($1, $2, $3)",
            tenant.id,
            plugin_id,
            what,
        )
    log.error("plugin_paused", tenant=tenant.id, plugin=plugin_id, what=what)
