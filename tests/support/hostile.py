"""What should not be sent, and sending it as it stands."""

from urllib.parse import urlencode

import httpx
from redis.asyncio import Redis

from core.settings import settings

SCRIPT = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
SAID_BACK = "{{ 7*7 }} %s %(x)s ${x} '; DROP TABLE person; --"
TYPED = {
    "script": SCRIPT,
    "markup": SAID_BACK,
    "nul": "a\x00b\ud83d",
    "backwards": "\u202eneqin\u202c 🦭👩‍👩‍👧 \u0645\u0631\u062d\u0628\u0627 \u200f\ufeff",
    "number": "9" * 30,
    "below": "-1",
    "long": "å" * 100_000,
    "empty": "",
}
FORM = {"content-type": "application/x-www-form-urlencoded"}
DANGEROUS = ("<script>alert(", "<img src=x", 'onerror="alert')


async def send(visitor: httpx.AsyncClient, path: str, values: dict[str, str]) -> httpx.Response:
    """As a form is sent, lone surrogates and NUL included."""
    body = urlencode(values, errors="surrogatepass").encode()
    return await visitor.post(path, content=body, headers=FORM)


async def forget_tries() -> None:
    """The next try is the first one for every rate limit."""
    async with Redis.from_url(settings().redis_url) as redis:
        if names := await redis.keys("limit:*"):
            await redis.delete(*names)
