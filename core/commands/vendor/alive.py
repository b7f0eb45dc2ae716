"""The second half of `allmenning plugin check`: the plugin alone in a house of its own, on in one town and off in another.

Real PostgreSQL and Redis from wheels, nothing mocked. It asks what every plugin must bear: no session, empty, hostile and huge
posts, the other town, each hook, and its history of migrations. What a method is *for* only its own tests can ask.
"""

import importlib
import logging
import secrets
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx

from core.commands.vendor.asking import History, ask_hooks, history_problems
from core.commands.vendor.filled import filled_in
from core.host.find import said
from core.http import Route

HOSTILE = "<script>alert(1)</script>' OR 1=1 -- \u202e🦭\ufffd"
_NO_SERVER_ERROR = 500
_OFTEN = 40  # of one kind; more help nobody


async def live_problems(folder: Path) -> list[str]:
    """What is wrong when it runs, as sentences with the plugin's own file and line where that can be known."""
    from core.sdk.testing import environment
    from core.settings import settings

    settings.cache_clear()
    logging.getLogger("httpx").setLevel(logging.WARNING)
    del environment
    with _importable(folder):
        module = importlib.import_module(folder.name)
        async with _house_with(module) as app:
            return (await _found(app, folder))[:_OFTEN]


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    sys.path.insert(0, str(folder.parent))
    try:
        yield
    finally:
        sys.path.remove(str(folder.parent))


@asynccontextmanager
async def _house_with(module: ModuleType) -> AsyncIterator[Any]:
    """The application with this plugin alone, on servers that end with it."""
    import os
    import shutil

    from core.app import build, make_app
    from core.db import ENGINE
    from core.host.provision import set_up_platform
    from core.local import LocalRedis, make_database, start_postgres
    from core.sdk.testing.environment import FOLDER
    from core.settings import settings

    postgres = start_postgres(FOLDER / "pg", fast=True)
    redis = LocalRedis(FOLDER / "redis").start()
    os.environ["ALLMENNING_REDIS_URL"] = redis.url
    os.environ["ALLMENNING_DATABASE_URL"] = await make_database(postgres.get_uri(), "allmenning")
    settings.cache_clear()
    try:
        built = build([module])
        await ENGINE.start(settings().database_url, size=5)
        await set_up_platform({})
        yield make_app(built)
    finally:
        await ENGINE.stop()
        redis.stop()
        postgres.cleanup()
        shutil.rmtree(FOLDER, ignore_errors=True)


async def _found(app: Any, folder: Path) -> list[str]:
    from core.host import house
    from core.sdk.testing import new_activity, new_town

    lodger = next(iter(house().lodgers.values()))
    here = await new_town("Havneby")
    there = await new_town("Fjellvik", without=(lodger.plugin.id,))
    problems = list(await history_problems(History(lodger, here)))
    stands = [
        await new_activity(here, method.id, settings=filled_in(method.settings, "Prøve"), ready=False)
        for method in lodger.plugin.methods
    ]
    problems += [problem async for problem in ask_hooks(lodger, here, stands)]
    walk = Walk(app, folder)
    for route in lodger.routes:
        addresses = [stand.url + route.path.rstrip("/") for stand in stands]
        for address in addresses if route.at == "activity" else [_below_project(route, stands)]:
            problems += [problem async for problem in walk.try_route(route, address, here, there)]
    return list(dict.fromkeys(problems))


class Walk:
    """Visitors of every kind, at one address after another."""

    def __init__(self, app: Any, folder: Path) -> None:
        self.app, self.folder = app, folder

    async def try_route(self, route: Route, address: str, here: Any, there: Any) -> AsyncIterator[str]:
        """What the handler does that no handler may."""
        from core.access import Access
        from core.access.known import known_actions
        from core.people import Role

        path = _with_ids(address)
        where = f"{route.method} {route.path} ({_place_of(route, self.folder)})"
        open_to_all = known_actions()[route.action].default is Access.EVERYONE
        async for status, why in self._visits(route, path, here, Role.ADMIN, Role.PARTICIPANT, None):
            if status >= _NO_SERVER_ERROR:
                yield f"{where} failed: {why or status}"
        if "{" not in route.path and not open_to_all:
            async for status, _why in self._visits(route, path, here, None):
                if status < 300:  # noqa: PLR2004 - an answer instead of a refusal
                    yield f"{where} answers {status} to somebody without a session, and its action is not for everyone"
        async for status, _why in self._visits(route, path, there, Role.ADMIN):
            if status not in (404, 413):  # not there; too large for any address
                yield f"{where} answers {status} where the plugin is off; it must be 404"

    async def _visits(
        self, route: Route, path: str, town: Any, *roles: Any
    ) -> AsyncIterator[tuple[int, str]]:
        from structlog.testing import capture_logs

        for role in roles:
            async with self._visitor(town, role) as visitor:
                for data in _bodies() if route.method == "POST" else [None]:
                    with capture_logs() as logs:
                        answer = await (visitor.get(path) if data is None else visitor.post(path, data=data))
                    errors = [
                        each["exc_info"] for each in logs if isinstance(each.get("exc_info"), Exception)
                    ]
                    yield answer.status_code, said(errors[0], self.folder) if errors else ""

    @asynccontextmanager
    async def _visitor(self, town: Any, role: Any) -> AsyncIterator[httpx.AsyncClient]:
        from core.sdk.testing import new_person, session_for

        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.app, client=("203.0.113.7", 4711)),
            base_url=f"http://{town.hosts[0]}",
            headers={"accept-language": "en"},
        ) as visitor:
            if role is not None:
                token = await session_for(town, await new_person(town, role=role))
                visitor.cookies.set("session", token, domain=visitor.base_url.host)
            yield visitor


def _bodies() -> list[dict[str, str]]:
    names = ("text", "title", "body", "name", "version", "id", secrets.token_hex(3))
    return [{}, dict.fromkeys(names, HOSTILE), dict.fromkeys(names, "x" * 200_000)]


def _below_project(route: Route, stands: Sequence[Any]) -> str:
    """The project of the first activity, where there is one."""
    if route.at != "project" or not stands:
        return route.full_path
    return str(stands[0].url).rpartition("/")[0] + route.path


def _with_ids(address: str) -> str:
    """Ids that nothing here has: the answer is a plain 'not found', never a failure."""
    import re

    number = re.sub(r"\{\w+:int\}", "999999", address)
    return re.sub(r"\{\w+(?::\w+)?\}", "nothing-here", number)


def _place_of(route: Route, folder: Path) -> str:
    code = getattr(route.handler, "__code__", None)
    if code is None:
        return route.name
    file = Path(code.co_filename)
    return f"{file.relative_to(folder) if file.is_relative_to(folder) else file.name}, line {code.co_firstlineno}"
