"""Page views are kept for two seconds and told to Redis together, so that no visitor waits for being counted."""

import asyncio
import hashlib
import secrets
from datetime import datetime, timedelta
from functools import cache

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from core.i18n.formats import ZONE
from core.settings import settings
from core.visits.seen import Seen

log = structlog.get_logger()
KEPT_SECONDS = 3 * 86_400  # hashes of a day, until they have been counted for good
_PAUSE = 2.0
_LONGEST = (
    300  # characters of an agent's name or an address: more tell nobody apart, and would fill the memory
)
_MOST = 5_000  # waiting page views: when Redis is away more are not counted


class Counter:
    """One for each process."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, str, bytes, Seen]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._salt: tuple[str, bytes] = ("", b"")

    def count(self, *, tenant_id: str, address: str, agent: str, seen: Seen) -> None:
        """Cheap: a line in a list. The address leaves this function only as a part of a hash, within two seconds."""
        if len(self._waiting) >= _MOST:
            return
        day = datetime.now(ZONE).date().isoformat()
        who = f"{tenant_id}\n{address[:_LONGEST]}\n{agent[:_LONGEST]}".encode()
        self._waiting.append((tenant_id, day, who, seen))
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_PAUSE, self._begin)

    def _begin(self) -> None:
        self._timer = None
        self._task = asyncio.get_running_loop().create_task(self.flush())

    async def flush(self) -> None:
        """Tell Redis now. Never raises: a count is not worth an error."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            await self._tell(waiting)
        except (RedisError, OSError, TypeError) as error:  # TypeError: the salt went between two questions
            log.warning("visits_lost", n=len(waiting), error=type(error).__name__)

    async def _tell(self, waiting: list[tuple[str, str, bytes, Seen]]) -> None:
        salt = await self._salt_of_the_month()
        first = redis().pipeline(transaction=False)
        asked = []
        for tenant_id, day, who, seen in waiting:
            mark = hashlib.blake2b(who, key=salt, digest_size=8).digest()
            for what in seen.what:
                first.sadd(key(tenant_id, day, "who", what), mark)
                asked.append((tenant_id, day, what, seen))
        fresh = await first.execute()
        then = redis().pipeline(transaction=False)
        touched = set()
        for (tenant_id, day, what, seen), new in zip(asked, fresh, strict=True):
            then.hincrby(key(tenant_id, day, "views"), what, 1)
            touched |= {key(tenant_id, day, "who", what), key(tenant_id, day, "views")}
            if new and "/" not in what:
                for kind, name in seen.sources:
                    then.hincrby(key(tenant_id, day, "from", what), f"{kind}:{name}", 1)
                touched.add(key(tenant_id, day, "from", what))
        for each in touched:
            then.expire(each, KEPT_SECONDS)
        await then.execute()

    async def _salt_of_the_month(self) -> bytes:
        """Made by whoever comes first; gone when the month is, and with it every way back."""
        now = datetime.now(ZONE)
        month = now.strftime("%Y-%m")
        if self._salt[0] != month:
            name = f"visits:salt:{month}"
            await redis().set(name, secrets.token_bytes(32), nx=True, exat=int(_next_month(now).timestamp()))
            self._salt = (month, bytes(await redis().get(name)))
        return self._salt[1]


def _next_month(now: datetime) -> datetime:
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)


def key(tenant_id: str, day: str, *parts: str) -> str:
    return ":".join(("visits", tenant_id, day, *parts))


def redis() -> "Redis":
    """Impatient: nobody waits for a count."""
    return _client(settings().redis_url)


@cache
def _client(url: str) -> "Redis":
    made: Redis = Redis.from_url(url, socket_connect_timeout=0.3, socket_timeout=1.0)
    return made


COUNTER = Counter()
