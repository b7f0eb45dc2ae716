"""A Redis of its own for each test of the worker, so that it can be stopped, emptied and lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from core.jobs import relay, run_worker
from core.jobs.redis import close_hint_redis
from core.jobs.relay import Pace
from core.local import LocalRedis
from core.settings import settings
from core.tenancy import Tenant
from tests.support.towns import Towns

HURRY = Pace(poll=0.02, again=0.3, alive=0.6, sweep=0.5, grace=0.5)
Working = Callable[..., AbstractAsyncContextManager[asyncio.Event]]


@pytest.fixture
async def own_redis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LocalRedis]:
    redis = LocalRedis(tmp_path / "redis").start()
    monkeypatch.setenv("ALLMENNING_REDIS_URL", redis.url)
    settings.cache_clear()
    await close_hint_redis()
    yield redis
    redis.stop()
    monkeypatch.undo()
    settings.cache_clear()
    await close_hint_redis()


@pytest.fixture
def working(own_redis: LocalRedis, two_towns: Towns, monkeypatch: pytest.MonkeyPatch) -> Working:
    """`async with working(): …` has a worker running beside the test. It sweeps over the two towns, not over the hundreds that
    other tests have left, with all their regular jobs."""

    async def these() -> list[Tenant]:
        return list(two_towns)

    monkeypatch.setattr(relay, "all_tenants", these)

    @asynccontextmanager
    async def work(pace: Pace = HURRY) -> AsyncIterator[asyncio.Event]:
        stop = asyncio.Event()
        task = asyncio.create_task(run_worker(settings(), stop=stop, pace=pace))
        try:
            yield stop
        finally:
            stop.set()
            await asyncio.wait_for(task, timeout=15)

    return work


async def until(true: Callable[[], Awaitable[bool]], *, seconds: float = 120) -> None:
    """Wait for it, and fail where it does not come."""
    async with asyncio.timeout(seconds):
        while not await true():  # noqa: ASYNC110 - it is another process that brings it about
            await asyncio.sleep(0.02)
