"""How often somebody may try: counted in Redis for each tenant, by keys that are hashed.

A sliding window of two counters: this window's, and as much of the last one's as still overlaps.
Where Redis is away, each process counts for itself: never open, only less exact.
"""

import hashlib
import hmac
import time
from dataclasses import dataclass
from math import ceil

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from core.i18n import ngettext
from core.settings import settings
from core.tenancy import current_tenant
from core.text.errors import Refused

log = structlog.get_logger()
_PATIENCE = 0.3  # seconds that a request waits for Redis
_REST = 5.0  # seconds before Redis is asked again after it was away
_MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` in any `seconds`."""

    name: str
    most: int
    seconds: int


class TooOften(Refused):
    """`seconds` until it makes sense to try again."""

    def __init__(self, seconds: int) -> None:
        minutes = max(1, ceil(seconds / 60))
        super().__init__(
            ngettext(
                "Too many tries. Wait {n} minute and try again.",
                "Too many tries. Wait {n} minutes and try again.",
                minutes,
            ).format(n=minutes)
        )
        self.seconds = seconds


async def count(limit: Limit, key: str) -> None:
    """One more try. Raises TooOften beyond the limit; a try that is refused is not counted."""
    now = time.time()
    this, last = _names(limit, key, now)
    overlap = 1 - (now % limit.seconds) / limit.seconds
    earlier, so_far = await _add(this, last, limit.seconds * 2, 1)
    if earlier * overlap + so_far > limit.most:
        await _add(this, last, limit.seconds * 2, -1)
        raise TooOften(limit.seconds - int(now % limit.seconds))


async def forget(limit: Limit, key: str) -> None:
    """It went well: the tries before it no longer count."""
    names = _names(limit, key, time.time())
    for name in names:
        _here.pop(name, None)
    if _redis_may_be_asked():
        try:
            await _redis().delete(*names)
        except (RedisError, OSError, TimeoutError):
            _redis_is_away()


def address_key(email: str) -> str:
    """For counting tries at an address without keeping the address."""
    return hmac.new(settings().secret_key.encode(), email.lower().encode(), hashlib.sha256).hexdigest()[:32]


async def stop() -> None:
    """Close the connections, when the process ends."""
    if _client:
        await _client.pop().aclose()


def _names(limit: Limit, key: str, now: float) -> tuple[str, str]:
    window = int(now // limit.seconds)
    start = f"limit:{current_tenant().id}:{limit.name}:{key}"
    return f"{start}:{window}", f"{start}:{window - 1}"


async def _add(this: str, last: str, keep: int, step: int) -> tuple[int, int]:
    """The last window's count, and this one's after the step."""
    if _redis_may_be_asked():
        try:
            async with _redis().pipeline(transaction=False) as pipe:
                pipe.get(last)
                pipe.incrby(this, step)
                pipe.expire(this, keep)
                earlier, so_far, _kept = await pipe.execute()
                return int(earlier or 0), int(so_far)
        except (RedisError, OSError, TimeoutError):
            _redis_is_away()
    return _add_here(this, last, keep, step)


# While Redis is away: counts of this process and when each may be forgotten, by the name they have there.
_here: dict[str, tuple[int, float]] = {}
_client: list["Redis"] = []
_away_until = [0.0]


def _add_here(this: str, last: str, keep: int, step: int) -> tuple[int, int]:
    now = time.monotonic()
    if len(_here) > _MOST_KEPT:
        for name in [name for name, (_so_far, until) in _here.items() if until < now]:
            del _here[name]
    if len(_here) > _MOST_KEPT and this not in _here:
        raise TooOften(60)  # a flood: better closed for a minute than open
    so_far = _here.get(this, (0, 0.0))[0] + step
    _here[this] = (so_far, now + keep)
    return _here.get(last, (0, 0.0))[0], so_far


def _redis() -> "Redis":
    if not _client:
        _client.append(
            Redis.from_url(settings().redis_url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
        )
    return _client[0]


def _redis_may_be_asked() -> bool:
    return time.monotonic() >= _away_until[0]


def _redis_is_away() -> None:
    log.warning("limits_without_redis")
    _away_until[0] = time.monotonic() + _REST
