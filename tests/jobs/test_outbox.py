"""Jobs as the rest of the house meets them: asked for, run, failed, tried again."""

import pytest

from core.db import NoTenantScope, execute, value
from core.jobs import (
    GiveUp,
    UnknownJob,
    enqueue,
    failed_count,
    failed_jobs,
    install_jobs,
    job,
    retry_failed,
    waiting_count,
)
from core.jobs.testing import run_due_jobs
from core.tenancy import scope
from tests.support.towns import Towns

failing = {"on": False}


@job("test.rename")
async def rename(*, topic_id: int) -> None:
    await execute("UPDATE topic SET key = key || '!' WHERE id = $1", topic_id)
    if failing["on"]:
        raise ValueError("kari@example.org wrote something private")


@job("test.hopeless", tries=1)
async def hopeless() -> None:
    raise GiveUp("the archive does not answer")


@job("test.chain")
async def chain(*, left: int) -> None:
    if left:
        await enqueue("test.chain", left=left - 1)


@pytest.fixture(autouse=True)
def known_jobs() -> None:
    install_jobs([rename, hopeless, chain])
    failing["on"] = False


async def new_topic(key: str) -> int:
    topic_id: int = await value("INSERT INTO topic (key) VALUES ($1) RETURNING id", key)
    return topic_id


async def test_job_runs_in_its_own_town_only(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        topic_id = await new_topic("cycling")
        await enqueue("test.rename", topic_id=topic_id)
    assert await run_due_jobs(two_towns.b) == 0
    assert await run_due_jobs(two_towns.a) == 1
    async with scope(two_towns.a):
        assert await value("SELECT key FROM topic WHERE id = $1", topic_id) == "cycling!"
        assert await waiting_count() == 0


async def test_job_is_not_there_when_the_change_is_rolled_back(two_towns: Towns) -> None:
    with pytest.raises(RuntimeError):
        async with scope(two_towns.a):
            await enqueue("test.rename", topic_id=1)
            raise RuntimeError
    assert await run_due_jobs(two_towns.a) == 0


async def test_job_that_fails_keeps_nothing_and_is_tried_later(two_towns: Towns) -> None:
    failing["on"] = True
    async with scope(two_towns.a):
        topic_id = await new_topic("buses")
        job_id = await enqueue("test.rename", topic_id=topic_id)
    assert await run_due_jobs(two_towns.a, raising=False) == 0
    failing["on"] = False
    async with scope(two_towns.a):
        assert await value("SELECT key FROM topic WHERE id = $1", topic_id) == "buses"
        assert await value("SELECT due_at > now() FROM outbox WHERE id = $1", job_id)
        await execute("UPDATE outbox SET due_at = now()")
    assert await run_due_jobs(two_towns.a) == 1


async def test_reason_of_a_failure_says_where_and_never_what_was_written(two_towns: Towns) -> None:
    failing["on"] = True
    async with scope(two_towns.a):
        job_id = await enqueue("test.rename", topic_id=0)
    await run_due_jobs(two_towns.a, raising=False)
    async with scope(two_towns.a):
        reason = await value("SELECT error FROM outbox WHERE id = $1", job_id)
        await execute("DELETE FROM outbox")
    assert reason.startswith("ValueError at tests/jobs/test_outbox.py:")
    assert "@" not in reason


async def test_job_that_gave_up_is_seen_and_tried_again_on_request(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        await enqueue("test.hopeless")
    await run_due_jobs(two_towns.a, raising=False)
    async with scope(two_towns.b):
        assert await failed_jobs() == []
    async with scope(two_towns.a):
        [failed] = await failed_jobs()
        assert (failed.name, failed.error, failed.tries) == (
            "test.hopeless",
            "the archive does not answer",
            1,
        )
        assert await retry_failed(job_id=failed.id) == 1
        assert await failed_count() == 0
        assert await waiting_count() == 1
        await execute("DELETE FROM outbox")


async def test_job_may_ask_for_the_next(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        await enqueue("test.chain", left=3)
    assert await run_due_jobs(two_towns.a) == 4


async def test_job_for_later_waits(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        tomorrow = await value("SELECT now() + interval '1 day'")
        await enqueue("test.chain", tomorrow, left=0)
    assert await run_due_jobs(two_towns.a) == 0
    async with scope(two_towns.a):
        await execute("DELETE FROM outbox")


@pytest.mark.parametrize("given", ["kari@example.org", "x" * 65, {"name": "Kari"}, ["a"], 1.5])
async def test_arguments_are_ids_only(two_towns: Towns, given: object) -> None:
    async with scope(two_towns.a):
        with pytest.raises(TypeError, match="id of a row"):
            await enqueue("test.rename", topic_id=given)


async def test_unknown_job_is_refused_at_once(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        with pytest.raises(UnknownJob):
            await enqueue("test.no_such_job")


async def test_enqueue_outside_a_scope_is_refused() -> None:
    with pytest.raises(NoTenantScope):
        await enqueue("test.chain", left=0)


async def test_job_whose_function_is_gone_is_set_aside(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        await execute("INSERT INTO outbox (name, queue) VALUES ('test.gone', 'default')")
    await run_due_jobs(two_towns.a, raising=False)
    async with scope(two_towns.a):
        [failed] = await failed_jobs()
        assert failed.error == "nothing here knows how to do this job"
        await execute("DELETE FROM outbox")


async def test_job_of_a_plugin_that_is_off_is_set_aside(two_towns: Towns) -> None:
    @job("absent.work")
    async def work() -> None:
        raise AssertionError

    install_jobs([work], owner="absent")
    async with scope(two_towns.a):
        await enqueue("absent.work")
    await run_due_jobs(two_towns.a, raising=False)
    async with scope(two_towns.a):
        [failed] = await failed_jobs()
        assert failed.error == "the plugin absent is off here"
        await execute("DELETE FROM outbox")


def test_two_jobs_under_one_name_are_refused() -> None:
    @job("test.chain")
    async def other() -> None: ...

    with pytest.raises(ValueError, match="two jobs"):
        install_jobs([other])
