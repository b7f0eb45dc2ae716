"""What waits in all outboxes is counted by the sweep and shown to the operator."""

import re

import httpx
import pytest

from core.db import execute
from core.jobs import Swept, enqueue, last_swept
from core.jobs.queue import open_queue
from core.jobs.relay import Relay
from core.local import LocalRedis
from core.tenancy import scope
from tests.conftest import Client
from tests.support.towns import Towns


async def test_sweep_counts_what_waits_in_every_place(
    two_towns: Towns, client: Client, own_redis: LocalRedis
) -> None:
    assert await last_swept() is None
    await _swept(own_redis)  # puts what is regular into the outboxes
    before = await _swept(own_redis)
    for town in two_towns:
        async with scope(town):
            await enqueue("files.sweep")
            await execute("UPDATE outbox SET due_at = now() - interval '1 hour' WHERE name = 'files.sweep'")
    async with scope(two_towns.b):
        await enqueue("files.sweep")
        await execute(
            "UPDATE outbox SET failed_at = now() WHERE id = (SELECT max(id) FROM outbox WHERE name = 'files.sweep')"
        )
    after = await _swept(own_redis)
    assert (after.due - before.due, after.stopped - before.stopped, after.unread) == (2, 1, 0)
    assert after.oldest == pytest.approx(3600, abs=120)
    said = await (await client(two_towns.a)).get("/metrics")
    assert _figure(said, 'allmenning_jobs{state="due"}') == after.due
    assert _figure(said, "allmenning_jobs_oldest_seconds") == pytest.approx(after.oldest)
    assert 0 <= _figure(said, "allmenning_sweep_age_seconds") < 60


async def _swept(redis: LocalRedis) -> Swept:
    queue = await open_queue(redis.url)
    try:
        await Relay(redis.url).sweep(queue, forced=True)
    finally:
        await queue.aclose(close_connection_pool=True)
    found = await last_swept()
    assert found is not None
    return found


def _figure(said: httpx.Response, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", said.text, re.MULTILINE)
    assert found is not None, name
    return float(found[1])
