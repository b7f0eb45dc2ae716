"""From the tenants' outboxes to the queue.

A hint in Redis says which places have something due; a slower sweep over all places finds what no hint told.
The relay writes nothing: it offers the first few rows of each outbox, and the queue refuses those it has.
So whatever Redis forgets is offered again, and a place that asks for a thousand jobs has a handful in the
queue at a time.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import structlog
from redis.exceptions import RedisError

from core.jobs.figures import Swept, keep_swept
from core.jobs.outbox import next_due, window
from core.jobs.queue import key_of, left_behind, open_queue, put, set_free
from core.jobs.redis import DUE
from core.jobs.regular import due_regular, put_regular
from core.tenancy import PLATFORM, Tenant, scope
from core.tenancy.registry import all_tenants, tenant_by_id

log = structlog.get_logger()
_SWEEP_LOCK = "allmenning:sweep"
_HINTS_AT_ONCE = 200


_Part = Callable[[Any, asyncio.Event], Awaitable[None]]


@dataclass(frozen=True)
class Pace:
    """Seconds between one look and the next. Tests hurry."""

    poll: float = 0.1  # hints, and the queue itself
    again: float = 15.0  # a place with jobs in the queue is looked at again, hint or not
    alive: float = 20.0  # a job whose worker is silent for so long is set free
    sweep: float = 60.0  # over all places
    grace: float = 10.0  # for running jobs, when the worker is told to stop


@dataclass
class Relay:
    url: str
    pace: Pace = field(default_factory=Pace)
    _hints_lost: bool = True  # while nobody was here
    _suspects: dict[str, float] = field(default_factory=dict)

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop. Hints do not wait for a sweep, which takes seconds where there are many places."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._again(self._follow_hints, stop))
            group.create_task(self._again(self._sweep_regularly, stop))

    async def _again(self, part: _Part, stop: asyncio.Event) -> None:
        """Redis or PostgreSQL down: wait, and begin again."""
        while not stop.is_set():
            try:
                redis = await open_queue(self.url)
                try:
                    await part(redis, stop)
                finally:
                    await redis.aclose(close_connection_pool=True)
            except Exception as error:  # noqa: BLE001 - whatever it is, the outboxes still fill
                self._hints_lost = True
                log.warning("relay_waits", error=type(error).__name__)
                await rest(stop, 1.0)

    async def _follow_hints(self, redis: Any, stop: asyncio.Event) -> None:
        while not stop.is_set():
            for tenant_id in await self._hinted(redis):
                tenant = await tenant_by_id(tenant_id)
                if tenant is not None:
                    await self._look(redis, tenant)
            await rest(stop, self.pace.poll)

    async def _sweep_regularly(self, redis: Any, stop: asyncio.Event) -> None:
        swept_at = 0.0
        while not stop.is_set():
            if self._hints_lost or time.monotonic() - swept_at > self.pace.sweep:
                swept_at, forced = time.monotonic(), self._hints_lost
                self._hints_lost = False
                await self.sweep(redis, forced=forced)
            await rest(stop, min(1.0, self.pace.sweep))

    async def sweep(self, redis: Any, *, forced: bool) -> None:
        """Look into every outbox, and put what is regular into it. One relay at a time does this."""
        mine = await redis.set(_SWEEP_LOCK, b"1", px=int(self.pace.sweep * 900), nx=True)
        if not (mine or forced):
            return
        swept = Swept(at=datetime.now(UTC))
        for tenant in [PLATFORM, *await all_tenants()]:
            swept = await self._look(redis, tenant, swept) or swept
        await keep_swept(redis, swept)

    async def _hinted(self, redis: Any) -> list[str]:
        now = time.time()
        found = await redis.zrangebyscore(DUE, "-inf", now, start=0, num=_HINTS_AT_ONCE)
        if found:
            await redis.zrem(DUE, *found)  # before looking, so that a hint that comes meanwhile stays
        return [each.decode() for each in found]

    async def _look(self, redis: Any, tenant: Tenant, swept: Swept | None = None) -> Swept | None:
        """Release what is due in one place, and in a sweep what is regular, counting what waits. One that is being made or
        deleted must not stop the others."""
        try:
            async with scope(tenant, read_only=True, seconds=10):
                due, later = await window(), await next_due()
                missing = await due_regular(tenant, datetime.now(UTC)) if swept else []
                counted = await swept.with_this_place() if swept else None
            if missing:
                await put_regular(tenant, missing, datetime.now(UTC))  # it leaves a hint
        except (RedisError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - see above
            log.warning("outbox_unread", tenant=tenant.id, error=type(error).__name__)
            return replace(swept, unread=swept.unread + 1) if swept else None
        for queue, job_ids in due.items():
            for job_id in job_ids:
                await put(redis, queue, tenant.id, job_id)
        keys = [key_of(tenant.id, job_id) for job_ids in due.values() for job_id in job_ids]
        await self._free_left_behind(redis, keys)
        await self._come_back(redis, tenant, keys, later)
        return counted

    async def _free_left_behind(self, redis: Any, keys: list[str]) -> None:
        """Only at the second look: between taking a job and saying so there is a moment."""
        now = time.monotonic()
        silent = await left_behind(redis, keys)
        for key in set(keys) - set(silent):
            self._suspects.pop(key, None)
        dead = [key for key in silent if now - self._suspects.setdefault(key, now) >= self.pace.again / 2]
        if dead:
            log.warning("jobs_set_free", jobs=dead)
            await set_free(redis, dead)
            for key in dead:
                del self._suspects[key]

    async def _come_back(self, redis: Any, tenant: Tenant, keys: list[str], later: datetime | None) -> None:
        times = [time.time() + self.pace.again] if keys else []
        times += [later.timestamp()] if later else []
        if times:
            await redis.zadd(DUE, {tenant.id: min(times)}, lt=True)


async def rest(stop: asyncio.Event, seconds: float) -> None:
    """Sleep, but wake when told to stop."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
