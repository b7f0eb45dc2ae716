"""Routes: which address leads to which handler, and which action it takes. No route without an action."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Literal

from core.http.answers import Answer

Handler = Callable[..., Awaitable[Answer]]
At = Literal["site", "project", "activity", "platform"]
MOUNT = {"site": "", "platform": "", "project": "/projects/{project_slug:str}"}
MOUNT["activity"] = MOUNT["project"] + "/{activity_slug:str}"

ONE_MEGABYTE = 1_048_576


@dataclass(frozen=True)
class Route:
    """`at` says what the address stands below, and so whether the handler is given a `place`."""

    method: str
    path: str
    action: str
    at: At
    handler: Handler
    max_body: int = ONE_MEGABYTE
    keep: bool = False  # a public page that may be kept in memory for anonymous visitors
    both: bool = False  # a page of core's that stands on the platform's own host too

    @property
    def full_path(self) -> str:
        return (MOUNT[self.at] + self.path).rstrip("/") or "/"

    @property
    def name(self) -> str:
        return f"{self.handler.__module__}.{getattr(self.handler, '__name__', '?')}"


def get(
    path: str, *, action: str = "", at: At = "site", keep: bool = False, both: bool = False
) -> Callable[[Handler], Handler]:
    """A page. It runs in a read-only transaction: what changes something is a POST."""
    return _route("GET", path, action, at, keep=keep, both=both)


def post(
    path: str, *, action: str = "", at: At = "site", max_body: int = ONE_MEGABYTE, both: bool = False
) -> Callable[[Handler], Handler]:
    return _route("POST", path, action, at, max_body=max_body, both=both)


def _route(method: str, path: str, action: str, at: At, **more: Any) -> Callable[[Handler], Handler]:
    def mark(handler: Handler) -> Handler:
        routes = getattr(handler, "routes", ())
        handler.routes = (*routes, Route(method, path, action, at, handler, **more))  # type: ignore[attr-defined]
        return handler

    return mark


def routes_of(*sources: ModuleType | Handler) -> list[Route]:
    """The routes of handlers, or of all handlers that a module defines, in the order they are written."""
    found: list[Route] = []
    for source in sources:
        members = vars(source).values() if isinstance(source, ModuleType) else [source]
        for member in members:
            if isinstance(source, ModuleType) and getattr(member, "__module__", None) != source.__name__:
                continue
            found += getattr(member, "routes", ())
    return found
