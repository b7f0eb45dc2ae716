"""How far a long job is, and stopping it."""

import asyncio

import pytest

from core.db import execute, value
from core.jobs import JobState, ask_to_cancel, enqueue, install_jobs, job, progress_of, report_progress
from core.jobs.progress import forget_old_progress
from core.jobs.testing import run_due_jobs
from core.tenancy import scope
from tests.support.towns import Towns

half_way = asyncio.Event()
go_on = asyncio.Event()


@job("test.import", queue="long")
async def long_import(*, rows: int) -> None:
    await execute("INSERT INTO topic (key) VALUES ('imported')")
    await report_progress(0, rows)
    half_way.set()
    await go_on.wait()
    await report_progress(rows, rows)


@pytest.fixture(autouse=True)
def known_jobs() -> None:
    install_jobs([long_import])
    half_way.clear()
    go_on.clear()


async def test_progress_is_seen_while_the_job_runs(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        job_id = await enqueue("test.import", rows=40)
        found = await progress_of(job_id=job_id)
        assert found is not None
        assert (found.state, found.percent) == (JobState.WAITING, 0)
    running = asyncio.create_task(run_due_jobs(two_towns.a))
    await half_way.wait()
    async with scope(two_towns.a):
        found = await progress_of(job_id=job_id)
        assert found is not None
        assert (found.state, found.done, found.total) == (JobState.RUNNING, 0, 40)
        assert await value("SELECT count(*) FROM topic WHERE key = 'imported'") == 0
    go_on.set()
    await running
    async with scope(two_towns.a):
        found = await progress_of(job_id=job_id)
        assert found is not None
        assert (found.state, found.percent, found.ended) == (JobState.DONE, 100, True)
        await execute("DELETE FROM topic")
    async with scope(two_towns.b):
        assert await progress_of(job_id=job_id) is None


async def test_running_job_stops_when_asked_and_keeps_nothing(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        job_id = await enqueue("test.import", rows=40)
    running = asyncio.create_task(run_due_jobs(two_towns.a))
    await half_way.wait()
    async with scope(two_towns.b):
        await ask_to_cancel(job_id=job_id)  # another place's job of the same number, or none
    async with scope(two_towns.a):
        await ask_to_cancel(job_id=job_id)
    go_on.set()
    assert await running == 0
    async with scope(two_towns.a):
        found = await progress_of(job_id=job_id)
        assert found is not None
        assert found.state is JobState.CANCELLED
        assert await value("SELECT count(*) FROM topic WHERE key = 'imported'") == 0
        assert await value("SELECT count(*) FROM outbox") == 0


async def test_waiting_job_is_taken_away_when_asked(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        job_id = await enqueue("test.import", rows=40)
    async with scope(two_towns.a):
        await ask_to_cancel(job_id=job_id)
    assert await run_due_jobs(two_towns.a) == 0
    async with scope(two_towns.a):
        found = await progress_of(job_id=job_id)
        assert found is not None
        assert found.state is JobState.CANCELLED


async def test_report_outside_a_job_does_nothing(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        await report_progress(1, 2)


async def test_old_progress_is_forgotten(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        await execute("DELETE FROM job_progress")
        await execute(
            "INSERT INTO job_progress (job_id, updated_at) VALUES (1, now() - interval '31 days'), (2, now())"
        )
        assert await forget_old_progress() == 1
