"""Public pages kept in memory for anonymous visitors. The key carries all that a page depends on, so nothing is ever stale.

Tenant, site version and content version (both read in this request's own transaction), language, address and host – and the
minute, since pages say 'three minutes ago' and activities open and close on the minute.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from core.http import Visit
from core.settings import settings


@dataclass(frozen=True, slots=True)
class KeptPage:
    etag: str
    content: bytes
    brotli: bytes


@dataclass(slots=True)
class Turn:
    """The lock of a page that is being drawn, and how many want it."""

    lock: asyncio.Lock
    wanted: int = 0


class PageStore:
    """The least recently used pages leave when the memory allowed is full."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.pages: OrderedDict[str, KeptPage] = OrderedDict()
        self.turns: dict[str, Turn] = {}

    def get(self, key: str) -> KeptPage | None:
        found = self.pages.get(key)
        if found is not None:
            self.pages.move_to_end(key)
        return found

    def put(self, key: str, page: KeptPage) -> None:
        if key in self.pages:
            return
        self.pages[key] = page
        self.bytes += len(page.content) + len(page.brotli)
        while self.bytes > self.most_bytes and self.pages:
            _, gone = self.pages.popitem(last=False)
            self.bytes -= len(gone.content) + len(gone.brotli)

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """One at a time for each page: when something changed, a crowd waits for one drawing and not for a hundred."""
        turn = self.turns.setdefault(key, Turn(asyncio.Lock()))
        turn.wanted += 1
        try:
            async with turn.lock:
                yield
        finally:
            turn.wanted -= 1
            if not turn.wanted:
                self.turns.pop(key, None)


STORE = PageStore(0)


def install_store() -> None:
    STORE.most_bytes = settings().page_cache_mb * 1_048_576


def key_of(visit: Visit) -> str | None:
    """None where the page is this visitor's own: signed in, or with a message to be said once."""
    own = visit.person is not None or visit.request.cookies.get("toast")
    if own or not (visit.route.keep and STORE.most_bytes) or visit.request.method not in ("GET", "HEAD"):
        return None
    url = visit.request.url
    parts = (
        visit.tenant.id,
        visit.tenant.status,
        visit.site.version,
        visit.content_version,
        visit.locale,
        url.netloc,
        url.path,
        url.query,
        visit.wants_fragment,
        int(visit.now.timestamp() // 60),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
