"""Say that something changed, once it is true."""

import time
from dataclasses import dataclass

import msgspec
import structlog
from redis.exceptions import RedisError

from core.jobs.redis import hint_redis
from core.live.channels import full_channel
from core.live.word import Word
from core.tenancy import after_commit, current_scope

log = structlog.get_logger()


@dataclass(frozen=True)
class _Told:
    channel: str
    word: Word

    async def __call__(self) -> None:
        try:
            await hint_redis().publish(self.channel, msgspec.json.encode(self.word))
        except (RedisError, OSError, TimeoutError) as error:
            log.warning("live_word_lost", error=type(error).__name__)


async def tell_live(channel: str, name: str, *, version: int = 0, calm: float = 0.0) -> None:
    """After the commit of the open transaction, and never where it rolls back, tell those who look that `name` changed.

    `version` is what the page's fragment now carries; without one it is the time. `calm`: seconds in which a browser hears this
    name at most once, for what changes with every answer.
    """
    word = Word(name=name, version=version or int(time.time() * 1000), calm=calm)
    told = _Told(full_channel(channel), word)
    if told not in current_scope().after_commit:
        after_commit(told)
