"""The worker: takes jobs from the queue and runs them, several at a time; and the relay beside it."""

import asyncio
import contextlib
import signal
from typing import Any

import structlog
from arq.worker import Worker, func
from redis.exceptions import RedisError

from core.db import ENGINE
from core.jobs.declare import QUEUES, Queue, longest_seconds
from core.jobs.queue import FUNCTION, from_json, key_of, queue_name, redis_settings, say_alive, to_json
from core.jobs.redis import close_hint_redis
from core.jobs.relay import Pace, Relay, rest
from core.jobs.run import run_job
from core.settings import Settings
from core.tenancy.registry import tenant_by_id

log = structlog.get_logger()
_ENDLESS = 1_000_000  # tries are counted in the outbox, not by arq


async def run_worker(
    conf: Settings,
    *,
    stop: asyncio.Event | None = None,
    queues: tuple[Queue, ...] = QUEUES,
    pace: Pace | None = None,
) -> None:
    """Run jobs until `stop` is set or this task is cancelled; then let what runs come to its end for a while.

    The house must be built before (`core.app`), so that the jobs are known. The database pool is started here
    if it is not yet.
    """
    stop, pace = stop or asyncio.Event(), pace or Pace()
    started_here = ENGINE.pool is None
    await ENGINE.start(conf.database_url, size=conf.pool_size)
    log.info("worker_starts", queues=queues)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(Relay(conf.redis_url, pace).run(stop))
            for queue in queues:
                group.create_task(_Consumer(conf, queue, pace).run(stop))
    finally:
        if started_here:
            await ENGINE.stop()
            await close_hint_redis()
        log.info("worker_ends")


def stop_on_signals() -> asyncio.Event:
    """An event that SIGINT and SIGTERM set, for a process that is nothing but a worker."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


def _places(queue: Queue, pool_size: int) -> int:
    """How many jobs at a time. Together they leave connections for the relay and for progress."""
    return max(1, {"urgent": pool_size // 5, "default": pool_size // 3, "long": pool_size // 5}[queue])


class _Consumer:
    """One queue of arq's, begun again whenever Redis comes back."""

    def __init__(self, conf: Settings, queue: Queue, pace: Pace) -> None:
        self.conf, self.queue, self.pace = conf, queue, pace
        self.running: set[str] = set()
        self.workers: list[Any] = []  # more than one only while jobs begun before an outage are still running

    async def run(self, stop: asyncio.Event) -> None:
        try:
            while not stop.is_set():
                self.workers.append(self._worker())
                try:
                    await self._until(stop, self.workers[-1])
                except Exception as error:  # noqa: BLE001 - Redis is away, or arq stumbled: begin again
                    log.warning("queue_waits", queue=self.queue, error=type(error).__name__)
                self.workers = [worker for worker in self.workers if _tasks(worker)]
                await rest(stop, 1.0)
        finally:
            await self._end()

    async def _until(self, stop: asyncio.Event, worker: Any) -> None:
        parts = (stop.wait(), worker.main(), self._keep_alive(worker))
        tasks = [asyncio.ensure_future(part) for part in parts]
        try:
            done, _pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _end(self) -> None:
        """Let what runs come to its end. What does not in time is rolled back, and run again by another."""
        tasks = [task for worker in self.workers for task in _tasks(worker)]
        if tasks:
            _done, late = await asyncio.wait(tasks, timeout=self.pace.grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for worker in self.workers:
            with contextlib.suppress(RedisError, OSError, AttributeError):  # it may never have had a pool
                await worker.pool.aclose(close_connection_pool=True)

    def _worker(self) -> Any:
        seconds = longest_seconds(self.queue) + 30  # our own limit comes first
        return Worker(
            [func(self._run, name=FUNCTION, timeout=seconds, max_tries=_ENDLESS, keep_result=0)],
            queue_name=queue_name(self.queue),
            redis_settings=redis_settings(self.conf.redis_url),
            handle_signals=False,
            max_jobs=_places(self.queue, self.conf.pool_size),
            poll_delay=self.pace.poll if self.queue == "urgent" else self.pace.poll * 2,
            keep_result=0,
            job_serializer=to_json,
            job_deserializer=from_json,
            log_results=False,
        )

    async def _run(self, ctx: dict[str, Any], tenant_id: str, job_id: int) -> None:
        key = key_of(tenant_id, job_id)
        self.running.add(key)
        try:
            await say_alive(ctx["redis"], [key], self.pace.alive)
            tenant = await tenant_by_id(tenant_id)
            if tenant is not None:
                await run_job(tenant, job_id)
        finally:
            self.running.discard(key)

    async def _keep_alive(self, worker: Any) -> None:
        while True:
            await asyncio.sleep(self.pace.alive / 4)
            if self.running:
                await say_alive(worker.pool, list(self.running), self.pace.alive)


def _tasks(worker: Any) -> list["asyncio.Task[Any]"]:
    return [task for task in worker.tasks.values() if not task.done()]
