"""For the operator's probes: alive, ready, and figures."""

import asyncio
import hmac
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from redis.asyncio import Redis

from core.db import ENGINE
from core.settings import settings
from core.tenancy import PLATFORM, scope


@get("/healthz", include_in_schema=False)
async def alive() -> Response[bytes]:
    return Response(b"ok", media_type="text/plain")


@get("/readyz", include_in_schema=False)
async def ready() -> Response[bytes]:
    """503 while PostgreSQL or Redis cannot be reached: no traffic should be sent here."""
    trouble = [
        name for name, fine in (("database", await _database()), ("redis", await _redis())) if not fine
    ]
    text = f"not ready: {', '.join(trouble)}" if trouble else "ready"
    return Response(text.encode(), status_code=503 if trouble else 200, media_type="text/plain")


@get("/metrics", include_in_schema=False)
async def figures(request: Request[Any, Any, Any]) -> Response[bytes]:
    """With METRICS_TOKEN set, only for who sends it; in production never without."""
    token = settings().metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if (token or not settings().development) and not (token and hmac.compare_digest(token, given)):
        raise NotFoundException
    return Response(generate_latest(), headers={"content-type": CONTENT_TYPE_LATEST})


async def _database() -> bool:
    try:
        async with asyncio.timeout(2), scope(PLATFORM, read_only=True):
            return bool(await ENGINE.connection.fetchval("SELECT 1"))
    except Exception:  # noqa: BLE001 - whatever the trouble is, we are not ready
        return False


async def _redis() -> bool:
    try:
        async with asyncio.timeout(2), Redis.from_url(settings().redis_url) as redis:
            return bool(await redis.ping())
    except Exception:  # noqa: BLE001 - as above
        return False
