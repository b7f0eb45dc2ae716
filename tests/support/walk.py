"""All addresses of the house, and the form that leads to each."""

import re
from collections.abc import Iterable

import httpx

from core.host import House
from core.host.declaration import Enabled
from core.http import Route
from tests.support.html_forms import Form, forms_of
from tests.support.stage import Stage


def routes_of_towns(house: House, method: str) -> list[Route]:
    """Those of core and of every plugin in a tenant's place."""
    lodgers = [route for lodger in house.lodgers_in(Enabled.TENANTS) for route in lodger.routes]
    return [r for r in (*house.core_routes, *lodgers) if r.at != "platform" and r.method == method]


def routes_of_platform(house: House, method: str) -> list[Route]:
    """Those of the platform's own host."""
    lodgers = [route for lodger in house.lodgers_in(Enabled.PLATFORM) for route in lodger.routes]
    core = [route for route in house.core_routes if route.at == "platform" or route.both]
    return [route for route in (*lodgers, *core) if route.method == method]


async def forms_for(
    posts: Iterable[Route], gets: Iterable[Route], stage: Stage, visitors: Iterable[httpx.AsyncClient]
) -> dict[Route, Form]:
    """For each address that takes a form: the form that a page really has for it."""
    patterns = [(re.compile(_pattern(route, stage)), route) for route in posts]
    found: dict[Route, Form] = {}
    for visitor in visitors:
        for route in gets:
            path = stage.address(route)
            answer = await visitor.get(path)
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            for form in forms_of(answer.text, path=path):
                sent_to = form.action.partition("?")[0]
                for pattern, post in patterns:
                    if form.method == "post" and pattern.fullmatch(sent_to):
                        known = found.setdefault(post, form)
                        known.values = form.values | known.values
                        known.typed |= form.typed
                        known.files |= form.files
    return found


def _pattern(route: Route, stage: Stage) -> str:
    """Two plugins may both have `/new`: the activity in the address tells whose it is."""
    full_path = route.full_path
    if route.at == "activity":
        full_path = stage.ground_of(route) + route.path
    parts = re.split(r"\{\w+:(\w+)\}", full_path)
    kinds = {"int": r"\d+", "str": r"[^/]+", "path": r".+"}
    return "".join(kinds[part] if n % 2 else re.escape(part) for n, part in enumerate(parts))
