"""The queue in Redis, by arq. This and `worker.py` are all that knows arq: to replace it, replace them.

What lies in the queue is a tenant's id and a job's id, as JSON. Who writes to Redis can at most have a job
that is due run once more.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from arq.connections import ArqRedis, RedisSettings, create_pool
from arq.constants import in_progress_key_prefix

from core.jobs.declare import Queue

FUNCTION = "run"
_ALIVE = "allmenning:alive:"


def to_json(data: Any) -> bytes:
    return msgspec.json.encode(data, enc_hook=repr)


def from_json(data: bytes) -> Any:
    return msgspec.json.decode(data)


def redis_settings(url: str) -> RedisSettings:
    found = RedisSettings.from_dsn(url)
    found.conn_retries, found.conn_retry_delay = 1, 1  # we try again ourselves, and go on looking at `stop`
    return found


async def open_queue(url: str) -> ArqRedis:
    return await create_pool(redis_settings(url), job_serializer=to_json, job_deserializer=from_json)


def queue_name(queue: Queue) -> str:
    return f"allmenning:queue:{queue}"


def key_of(tenant_id: str, job_id: int) -> str:
    """The name of one job in the queue: a second release of the same job finds the first and does nothing."""
    return f"{tenant_id}.{job_id}"


async def put(redis: ArqRedis, queue: Queue, tenant_id: str, job_id: int) -> None:
    await redis.enqueue_job(
        FUNCTION, tenant_id, job_id, _job_id=key_of(tenant_id, job_id), _queue_name=queue_name(queue)
    )


async def say_alive(redis: Any, keys: Sequence[str], seconds: float) -> None:
    """These jobs are being run by a process that lives."""
    async with redis.pipeline(transaction=False) as pipe:
        for key in keys:
            pipe.psetex(_ALIVE + key, int(seconds * 1000), b"1")
        await pipe.execute()


async def left_behind(redis: ArqRedis, keys: Sequence[str]) -> list[str]:
    """Jobs that arq thinks are running, while no living process says so: their worker was killed."""
    if not keys:
        return []
    busy = await redis.mget([in_progress_key_prefix + key for key in keys])
    alive = await redis.mget([_ALIVE + key for key in keys])
    return [key for key, running, lives in zip(keys, busy, alive, strict=True) if running and not lives]


async def set_free(redis: ArqRedis, keys: Sequence[str]) -> None:
    """Let the next worker take them, instead of waiting for the longest time-out of any job."""
    await redis.delete(*[in_progress_key_prefix + key for key in keys])
