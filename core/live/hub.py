"""The one subscription of this process, and who waits for what."""

import asyncio
import contextlib
import contextvars
import signal
import time
from collections import defaultdict

import msgspec
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from core.live.channels import PREFIX
from core.live.word import Word
from core.settings import settings

MOST = 400  # streams of one process: the rest of what the web server takes at once is for pages
END_STREAMS = signal.SIGUSR2  # from the server that starts and stops this process
_PATIENCE = 2.0  # seconds to wait for Redis before a page is told to ask by itself

log = structlog.get_logger()


class Listener:
    """One browser: the newest word of each name that it has not been told yet."""

    def __init__(self) -> None:
        self.wake = asyncio.Event()
        self.words: dict[str, Word] = {}
        self.told: dict[str, float] = {}
        self.over = False

    def hear(self, word: Word) -> None:
        self.words[word.name] = word
        self.wake.set()

    def end(self) -> None:
        self.over = True
        self.wake.set()

    async def wait(self, seconds: float) -> bool:
        """Until a word came or one that rested may be told; False where nothing happened for so long."""
        rest = self._rest()
        try:
            async with asyncio.timeout(seconds if rest is None else min(rest, seconds)):
                await self.wake.wait()
        except TimeoutError:
            return bool(self.words)
        self.wake.clear()
        return True

    def due(self) -> list[Word]:
        """Words that may be told now; one that must rest stays until it may."""
        now = time.monotonic()
        found = [word for word in self.words.values() if now >= self._may(word)]
        for word in found:
            del self.words[word.name]
            self.told[word.name] = now
        return found

    def _may(self, word: Word) -> float:
        return self.told.get(word.name, -word.calm) + word.calm

    def _rest(self) -> float | None:
        """Seconds until the next word that waits may be told."""
        now = time.monotonic()
        return min((max(0.0, self._may(word) - now) for word in self.words.values()), default=None)


class Hub:
    """Begins with the first listener, ends with the last or with the process."""

    def __init__(self) -> None:
        self.listeners: defaultdict[str, set[Listener]] = defaultdict(set)
        self.count = 0
        self.closing = False
        self.task: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()

    async def join(self, channel: str) -> Listener | None:
        """None where there is no room or no Redis: the page asks by itself."""
        if self.count >= MOST or self.closing:
            return None
        if self.task is None or self.task.done():
            self.ready = asyncio.Event()
            # A context of its own: the subscription outlives the visit, and must not carry its transaction.
            self.task = asyncio.get_running_loop().create_task(self._run(), context=contextvars.Context())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await self.ready.wait()
        if not self.ready.is_set() or self.task.done() or self.closing:
            return None
        listener = Listener()
        self.listeners[channel].add(listener)
        self.count += 1
        return listener

    def leave(self, channel: str, listener: Listener) -> None:
        if listener in self.listeners[channel]:
            self.listeners[channel].discard(listener)
            self.count -= 1
        if not self.listeners[channel]:
            del self.listeners[channel]

    def open(self) -> None:
        """The process begins: hear the signal that it is about to end."""
        asyncio.get_running_loop().add_signal_handler(END_STREAMS, self.close)

    def close(self) -> None:
        """The process is about to end: no stream stays, and who was on the way in finds no room."""
        self.closing = True
        self._end_all()

    async def stop(self) -> None:
        """End every stream, so that the process may leave."""
        self._end_all()
        if self.task is not None:
            self.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.task
            self.task = None

    async def _run(self) -> None:
        redis: Redis = Redis.from_url(
            settings().redis_url, socket_connect_timeout=_PATIENCE, health_check_interval=15
        )
        try:
            async with redis.pubsub() as heard:
                await heard.psubscribe(f"{PREFIX}*")
                self.ready.set()
                while True:
                    message = await heard.get_message(ignore_subscribe_messages=True, timeout=5.0)
                    if message is not None:
                        self._pass_on(message["channel"].decode(), message["data"])
        except (RedisError, OSError, TimeoutError) as error:
            log.warning("live_without_redis", error=type(error).__name__)
        finally:
            self.ready.clear()
            self._end_all()
            await redis.aclose()

    def _pass_on(self, channel: str, data: bytes) -> None:
        with contextlib.suppress(msgspec.DecodeError):
            word = msgspec.json.decode(data, type=Word)
            for listener in self.listeners.get(channel, ()):
                listener.hear(word)

    def _end_all(self) -> None:
        for listeners in self.listeners.values():
            for listener in listeners:
                listener.end()


HUB = Hub()
