"""The way of a request, outermost first: id and log, origin, tenant, transaction. Commit comes before the first byte.

Litestar turns exceptions into answers before middleware sees them, so the transaction is ended where the answer starts:
status < 400 commits, everything else rolls back. A download that is streamed ends its read-only transaction with its last byte.
"""

import time
import uuid
from typing import cast

import structlog
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from core.settings import settings
from core.tenancy import Tenant
from core.tenancy.registry import tenant_at
from core.tenancy.scope import leave_scope, open_scope
from core.visits.arriving import count_visit
from core.web.metrics import observe
from core.web.problem_pages import DATABASE_TROUBLE
from core.web.problems import plain_problem
from core.web.security import SECURITY_HEADERS, foreign_origin

log = structlog.get_logger()
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
NOWHERE = "/-"  # no route has it: the page that says so
OUTSIDE = (
    "/static/",
    "/maps/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/known-host",
)  # no tenant, no transaction


class FrontDoor:
    """The outermost middleware. One request = one tenant = one transaction. Behind it stand two applications."""

    def __init__(self, places: ASGIApp, platform: ASGIApp) -> None:
        self.places = places
        self.platform = platform

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = str(scope["type"])
        if kind == "lifespan":
            await self.places(scope, receive, send)
        elif kind == "http":
            await self._visit(cast(HTTPScope, scope), receive, send)

    async def _visit(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        request_id = uuid.uuid4().hex[:16]
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            answered = _Answered(send, request_id)
            try:
                await self._answer(scope, receive, answered)
            except Exception as error:
                log.exception("request_failed", path=scope["path"])
                if not answered.started:
                    await plain_problem(503 if isinstance(error, DATABASE_TROUBLE) else 500, scope, answered)
            seconds = time.perf_counter() - began
            observe(scope["method"], answered.status, seconds)
            count_visit(scope, answered.status)
            log.info(
                "request",
                method=scope["method"],
                path=scope["path"],
                status=answered.status,
                ms=round(seconds * 1000, 1),
                tenant=scope.get("tenant_id", ""),
            )

    async def _answer(self, scope: HTTPScope, receive: Receive, send: "_Answered") -> None:
        if scope["path"].startswith(OUTSIDE):
            await self.places(scope, receive, send)
            return
        if scope["method"] not in SAFE_METHODS and foreign_origin(scope):
            await plain_problem(403, scope, send)
            return
        tenant = await tenant_at(_host(scope))
        if tenant is None:
            await plain_problem(404, scope, send)
            return
        scope["tenant_id"] = tenant.id  # type: ignore[typeddict-unknown-key]
        structlog.contextvars.bind_contextvars(tenant=tenant.id)
        await self._in_transaction(tenant, scope, receive, send)

    async def _in_transaction(
        self, tenant: Tenant, scope: HTTPScope, receive: Receive, send: "_Answered"
    ) -> None:
        read_only = scope["method"] in SAFE_METHODS
        opened = await open_scope(tenant, read_only=read_only)
        scope["house_scope"] = opened  # type: ignore[typeddict-unknown-key]

        async def commit_then_send(message: Message) -> None:
            streaming = scope.get("streaming", False)
            if message["type"] == "http.response.start" and not streaming:
                status = message["status"]
                await opened.end(commit=status < 400 or (opened.keeps and status < 500))  # noqa: PLR2004 - HTTP's lines
            await send(message)
            if streaming and message["type"] == "http.response.body" and not message.get("more_body"):
                await opened.end(commit=True)

        app = self.platform if tenant.is_platform else self.places
        try:
            if await _no_route(app, scope, receive, commit_then_send):
                scope["path"], scope["raw_path"] = NOWHERE, NOWHERE.encode()
                await app(scope, receive, commit_then_send)
        finally:
            await opened.end(commit=False)
            leave_scope()


async def _no_route(app: ASGIApp, scope: HTTPScope, receive: Receive, send: Send) -> bool:
    """Answer, unless the router knows no such address. Then nothing is sent, so that the site's own page can say it."""
    lost = False

    async def unless_lost(message: Message) -> None:
        nonlocal lost
        if message["type"] == "http.response.start":
            lost = message["status"] == 404 and "visit" not in scope  # noqa: PLR2004 - no handler of ours was reached
        if not lost:
            await send(message)

    await app(scope, receive, unless_lost)
    return lost


class _Answered:
    """`send`, with the headers that every answer carries, and a memory of whether an answer has begun."""

    def __init__(self, send: Send, request_id: str) -> None:
        self.send = send
        self.request_id = request_id
        self.started = False
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            self.status = message["status"]
            had = {name for name, _ in message["headers"]}
            extra = [pair for pair in SECURITY_HEADERS if pair[0] not in had]
            if settings().secure:
                extra.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))
            message["headers"] = [*message["headers"], *extra, (b"x-request-id", self.request_id.encode())]
        await self.send(message)


def _host(scope: HTTPScope) -> str:
    for name, value in scope["headers"]:
        if name == b"host":
            host: str = value.decode("latin-1").lower().partition(":")[0]
            return host.rstrip(".")
    return ""
