"""For the operator's probes: alive, ready, and figures."""

import asyncio
import hmac
import re
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from redis.asyncio import Redis

from core.db import ENGINE
from core.jobs import last_swept
from core.settings import settings
from core.tenancy import PLATFORM, scope
from core.tenancy.registry import tenant_at
from core.web.metrics import show_swept

_HOST = re.compile(r"[a-z0-9.-]{1,253}")


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


@get("/known-host", include_in_schema=False)
async def known_host(request: Request[Any, Any, Any]) -> Response[bytes]:
    """`?domain=`: 200 where a place answers at this name. A proxy that asks here gets certificates for those names only."""
    name = request.query_params.get("domain", "").lower()
    known = bool(_HOST.fullmatch(name)) and await tenant_at(name) is not None
    return Response(
        b"known" if known else b"unknown", status_code=200 if known else 404, media_type="text/plain"
    )


@get("/metrics", include_in_schema=False)
async def figures(request: Request[Any, Any, Any]) -> Response[bytes]:
    """With METRICS_TOKEN set, only for who sends it; in production never without."""
    token = settings().metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if (token or not settings().development) and not (token and hmac.compare_digest(token, given)):
        raise NotFoundException
    if swept := await last_swept():
        show_swept(swept)
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
