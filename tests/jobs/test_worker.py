"""The worker on a real Redis: quick, fair, and nothing is lost when something dies."""

import asyncio
import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.db import execute, rows, value
from core.jobs import Daily, enqueue, install_jobs, job
from core.jobs.redis import hint_redis
from core.jobs.regular import due_regular, put_regular
from core.jobs.relay import Pace
from core.jobs.run import run_job
from core.local import LocalRedis
from core.tenancy import Tenant, scope
from tests.jobs.conftest import Working, until
from tests.support.towns import Towns

let_go = asyncio.Event()


@job("test.mark", queue="urgent")
async def mark(*, number: int) -> None:
    await execute("INSERT INTO topic (key) VALUES ($1)", f"mark-{number}")


@job("test.slow_mark")
async def slow_mark(*, number: int) -> None:
    await asyncio.sleep(0.02)
    await execute("INSERT INTO topic (key) VALUES ($1)", f"mark-{number}")


@job("test.wait")
async def wait(*, number: int) -> None:
    await execute("INSERT INTO topic (key) VALUES ($1)", f"mark-{number}")
    Path(os.environ.get("ALLMENNING_TEST_MARK", os.devnull)).write_text("begun")  # noqa: ASYNC240 - five letters
    await let_go.wait()


@job("test.daily", schedule=Daily(hour=5))
async def daily() -> None:
    await execute("INSERT INTO topic (key) VALUES ('daily')")


@pytest.fixture(autouse=True)
async def known_jobs(two_towns: Towns) -> None:
    install_jobs([mark, slow_mark, wait])
    let_go.clear()
    for town in two_towns:
        async with scope(town):
            await execute("DELETE FROM topic")
            await execute("DELETE FROM outbox")


async def ask(town: Tenant, name: str, number: int = 0) -> int:
    async with scope(town):
        return await enqueue(name, number=number)


async def marks(town: Tenant) -> int:
    async with scope(town, read_only=True):
        count: int = await value("SELECT count(*) FROM topic WHERE key LIKE 'mark-%'")
        return count


async def test_urgent_job_is_done_within_a_second(two_towns: Towns, working: Working) -> None:
    async with working(Pace()):
        await asyncio.sleep(1.5)  # it has started, and looked everywhere once
        begun = time.monotonic()
        await ask(two_towns.a, "test.mark")
        await until(lambda: _has(two_towns.a, 1))
        assert time.monotonic() - begun < 1


async def test_flood_of_one_town_does_not_delay_another(two_towns: Towns, working: Working) -> None:
    async with scope(two_towns.a):
        for number in range(200):
            await enqueue("test.slow_mark", number=number)
    async with working():
        await until(lambda: _has(two_towns.a, 5))
        await ask(two_towns.b, "test.slow_mark")
        await until(lambda: _has(two_towns.b, 1))
        assert await marks(two_towns.a) < 100
        await until(lambda: _has(two_towns.a, 200), seconds=120)


async def test_jobs_asked_for_while_redis_is_dead_are_done_when_it_is_back(
    two_towns: Towns, own_redis: LocalRedis, working: Working
) -> None:
    async with working(Pace(poll=0.02, sweep=60)):  # no regular sweep comes to help
        await ask(two_towns.a, "test.mark", 1)
        await until(lambda: _has(two_towns.a, 1))
        own_redis.stop()
        begun = time.monotonic()
        await ask(two_towns.a, "test.mark", 2)
        assert time.monotonic() - begun < 1
        await asyncio.sleep(0.3)
        assert await marks(two_towns.a) == 1
        own_redis.start()
        await until(lambda: _has(two_towns.a, 2))


async def test_redis_that_forgets_everything_loses_no_job(two_towns: Towns, working: Working) -> None:
    async with working():
        let_go.set()
        for number in range(20):
            await ask(two_towns.a, "test.slow_mark", number)
        await hint_redis().flushall()
        await until(lambda: _has(two_towns.a, 20))


async def test_stopped_worker_lets_a_job_come_to_its_end(two_towns: Towns, working: Working) -> None:
    async with working() as stop:
        await ask(two_towns.a, "test.wait")
        await asyncio.sleep(0.5)
        stop.set()
        await asyncio.sleep(0.1)
        let_go.set()
    assert await marks(two_towns.a) == 1


async def test_job_that_does_not_end_in_time_runs_again(two_towns: Towns, working: Working) -> None:
    async with working() as stop:
        await ask(two_towns.a, "test.wait")
        await asyncio.sleep(0.8)
        stop.set()
    assert await marks(two_towns.a) == 0
    async with working():
        let_go.set()
        await until(lambda: _has(two_towns.a, 1))


async def test_job_of_a_killed_worker_runs_again(two_towns: Towns, working: Working, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    await ask(two_towns.a, "test.wait")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.jobs.lone_worker", env={**os.environ, "ALLMENNING_TEST_MARK": str(begun)}
    )
    async with asyncio.timeout(30):
        while not begun.exists():
            assert process.returncode is None
            await asyncio.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    await process.wait()
    assert await marks(two_towns.a) == 0
    let_go.set()
    async with working():
        await until(lambda: _has(two_towns.a, 1))


async def test_job_that_two_workers_have_runs_once(two_towns: Towns) -> None:
    job_id = await ask(two_towns.a, "test.slow_mark")
    outcomes = await asyncio.gather(*[run_job(two_towns.a, job_id) for _ in range(4)])
    assert sorted(outcomes) == ["done", "skipped", "skipped", "skipped"]
    assert await marks(two_towns.a) == 1


async def test_regular_job_is_put_once_for_each_slot(two_towns: Towns) -> None:
    install_jobs([daily])
    morning = datetime(2026, 5, 17, 12, tzinfo=UTC)
    for moment, put in ((morning, 1), (morning + timedelta(hours=3), 0), (morning + timedelta(days=1), 1)):
        async with scope(two_towns.a, read_only=True):
            due = [each for each in await due_regular(two_towns.a, moment) if each.name == "test.daily"]
        both = await asyncio.gather(*[put_regular(two_towns.a, due, moment) for _ in range(2)])
        assert sum(both) == put
    async with scope(two_towns.a):
        found = await rows("SELECT name FROM outbox WHERE name = 'test.daily'")
        assert len(found) == 2
    async with scope(two_towns.b):
        assert await rows("SELECT 1 FROM outbox WHERE name = 'test.daily'") == []


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        (datetime(2026, 7, 1, 5, 30, tzinfo=UTC), datetime(2026, 7, 1, 5, 0, tzinfo=UTC)),  # seven in summer
        (datetime(2026, 1, 1, 5, 30, tzinfo=UTC), datetime(2025, 12, 31, 6, 0, tzinfo=UTC)),  # not yet seven
    ],
)
def test_daily_slot_follows_the_clock_on_the_wall(now: datetime, slot: datetime) -> None:
    assert Daily(hour=7).slot(now) == slot


async def _has(town: Tenant, count: int) -> bool:
    return await marks(town) >= count
