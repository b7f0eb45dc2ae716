"""How many have read a page, without knowing who: no cookie, no list of people.

A reader is a hash of the day, the page and a keyed hash of the address and the browser. It stands in Redis for two days, so that
somebody who reads twice is counted once; it cannot be turned back, and tomorrow's is another one. The database gets a number.
"""

import hashlib
from datetime import date

from core.sdk import Limit, Place, TooOften, Visit, count_try, execute, rows

_DAY = 86_400
_ONCE = Limit("information.read", 1, _DAY)
FRONT = "front"


def asked_not_to(visit: Visit) -> bool:
    """Do Not Track or Global Privacy Control."""
    headers = visit.request.headers
    return headers.get("dnt") == "1" or headers.get("sec-gpc") == "1"


async def count_reader(*, visit: Visit, place: Place, page: str) -> bool:
    """Was this a new reader of the page today?"""
    if asked_not_to(visit):
        return False
    day = visit.now.date()
    try:
        await count_try(_ONCE, _reader(visit, place, page, day))
    except TooOften:
        return False
    await execute(
        "INSERT INTO information_reading (activity, page, day, n) VALUES ($1, $2, $3, 1) "
        "ON CONFLICT (activity, page, day) DO UPDATE SET n = information_reading.n + 1",
        *(place.here.id, page, day),
    )
    return True


def _reader(visit: Visit, place: Place, page: str, day: date) -> str:
    browser = visit.request.headers.get("user-agent", "")[:300]
    return hashlib.sha256(f"{day}|{place.here.id}|{page}|{visit.ip_key}|{browser}".encode()).hexdigest()[:32]


async def readers_of(*, activity_id: int) -> dict[str, int]:
    """Readings of each page: readers a day, added up."""
    found = await rows(
        "SELECT page, sum(n)::bigint AS n FROM information_reading WHERE activity = $1 GROUP BY page",
        activity_id,
    )
    return {each["page"]: each["n"] for each in found}
