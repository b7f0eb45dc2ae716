"""Public pages kept in memory for anonymous visitors. The key carries all that a page depends on, so nothing is ever stale.

Tenant, site version and content version (both read in this request's own transaction), language, address and host – and the
minute, since pages say 'three minutes ago' and activities open and close on the minute.
"""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass

from core.http import Visit
from core.settings import settings


@dataclass(frozen=True, slots=True)
class KeptPage:
    etag: str
    content: bytes
    brotli: bytes


class PageStore:
    """The least recently used pages leave when the memory allowed is full."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.pages: OrderedDict[str, KeptPage] = OrderedDict()

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


STORE = PageStore(0)


def install_store() -> None:
    STORE.most_bytes = settings().page_cache_mb * 1_048_576


def key_of(visit: Visit) -> str | None:
    """None where the page is this visitor's own: signed in, or with a message to be said once."""
    own = visit.person is not None or visit.request.cookies.get("toast")
    if own or not visit.route.keep or visit.request.method not in ("GET", "HEAD"):
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
