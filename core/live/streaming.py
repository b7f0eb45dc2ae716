"""The answer that stays open: server-sent events of what is told on a channel."""

import random
import time
from collections.abc import AsyncIterator

from core.http import Answer, Data, Stream, Visit
from core.live.channels import full_channel
from core.live.hub import HUB, Listener
from core.live.word import Word

EVENTS = "text/event-stream"
_HEARTBEAT = 15.0  # seconds: sooner than any proxy gives up
_LONGEST = 900.0  # seconds: then the browser comes again, and is asked who it is again
_HEADERS = {"cache-control": "no-store, no-transform"}


async def live_stream(visit: Visit, channel: str, *, version: int = 0) -> Answer:
    """Words of `tell_live` on this channel, as they come. `version`: what stands now, told at once to everyone who connects.

    The action of the route decides who may listen. The transaction of the visit ends before the first word.
    """
    first = Word(name="now", version=version).as_event()
    if EVENTS not in visit.request.headers.get("accept", "") or visit.request.method != "GET":
        return Data(first, EVENTS, headers=dict(_HEADERS))  # who cannot listen is told how it stands
    name = full_channel(channel)
    listener = await HUB.join(name)
    if listener is None:
        return Data(b"", "text/plain", status=503, headers={"retry-after": "20"})
    return Stream(
        _events(name, listener, first),
        filename="live",
        media_type=EVENTS,
        inline=True,
        headers=dict(_HEADERS),
        needs_database=False,
    )


async def _events(channel: str, listener: Listener, first: bytes) -> AsyncIterator[bytes]:
    until = time.monotonic() + _LONGEST * random.uniform(0.8, 1)  # noqa: S311 - spreading load
    retry = random.randrange(500, 2_500)  # noqa: S311 - so that not all come back in the same moment
    try:
        yield f"retry: {retry}\n".encode() + first
        while not listener.over and time.monotonic() < until:
            if not await listener.wait(_HEARTBEAT):
                yield b": still here\n\n"
            for word in listener.due():
                yield word.as_event()
    finally:
        HUB.leave(channel, listener)
