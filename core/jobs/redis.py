"""The Redis behind the queue, and the hints in it. Everything here may be lost: the outbox is what counts."""

import time
from datetime import UTC, datetime
from functools import cache

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from core.settings import settings

DUE = "allmenning:due"  # sorted set: tenant id -> when to look into its outbox
_SILENCE_SECONDS = 2.0

log = structlog.get_logger()
_silent_until = [0.0]


@cache
def hint_redis() -> Redis:
    """Impatient on purpose: a request must never wait for a hint."""
    made: Redis = Redis.from_url(settings().redis_url, socket_connect_timeout=0.3, socket_timeout=0.5)
    return made


async def hint(tenant_id: str, at: datetime | None = None) -> None:
    """Tell the relays that this place has something due. Never raises; a lost hint costs a minute."""
    if time.monotonic() < _silent_until[0]:
        return
    when = (at or datetime.now(UTC)).timestamp()
    try:
        await hint_redis().zadd(DUE, {tenant_id: when}, lt=True)
    except (RedisError, OSError) as error:
        _silent_until[0] = time.monotonic() + _SILENCE_SECONDS
        log.warning("hint_lost", tenant=tenant_id, error=type(error).__name__)


async def close_hint_redis() -> None:
    if hint_redis.cache_info().currsize:
        await hint_redis().aclose()
        hint_redis.cache_clear()
    _silent_until[0] = 0.0
