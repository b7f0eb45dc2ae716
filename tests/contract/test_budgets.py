"""No public page over its budget: six queries however full the place is, 120 kB and twelve requests for a first visit."""

import re
from collections.abc import Iterator

import httpx
import pytest

from core.contributions import comment
from core.db import execute
from core.host import House
from core.http import Route
from core.people import Role
from core.tenancy import Tenant, scope
from core.web.kept import STORE
from tests.conftest import Client
from tests.contributions.ground import new_idea
from tests.support.people import new_person
from tests.support.projects import new_project
from tests.support.queries import count_queries
from tests.support.stage import Stage, new_stage
from tests.support.towns import new_town
from tests.support.walk import routes_of_towns

MOST_QUERIES = 6  # that of the session among them; BEGIN goes with the scope
# Beside its own: one for each plugin that may have a panel there – what came of it, reports, signed summaries.
PANELS = {
    "/projects/{project_slug:str}": 3,
    "/projects/{project_slug:str}/open-data": 3,  # methods are asked for the tables that they give
}
MOST_BYTES, MOST_REQUESTS = 120_000, 12
MANY = 30
PICTURES = ("image/webp", "image/png", "image/jpeg", "image/avif")
# Not pages: they send a table, a picture, or what one person has asked for.
NOT_PUBLIC = ("/account", "/manage", "/styleguide", "/demo", "/support", "/enter")


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Count what a page asks when it is made, not when it is remembered."""
    most, STORE.most_bytes = STORE.most_bytes, 0
    STORE.pages.clear()
    yield
    STORE.most_bytes = most


def _public(house: House) -> list[Route]:
    return [r for r in routes_of_towns(house, "GET") if not any(part in r.full_path for part in NOT_PUBLIC)]


async def _counts(house: House, visitor: httpx.AsyncClient, stage: Stage) -> dict[str, int]:
    """Queries of each public page that opens for everybody."""
    found = {}
    await visitor.get("/")  # the host name is looked up once every few seconds, on the platform
    for route in _public(house):
        path = stage.address(route)
        await visitor.get(path)  # a new connection learns the types of its columns once
        with count_queries() as seen:
            answer = await visitor.get(path)
        if answer.status_code == 200:
            found[route.full_path] = len(seen)
    return found


async def _fill(tenant: Tenant, stage: Stage) -> None:
    """Thirty of everything that a public page lists."""
    for n in range(MANY - 1):
        await new_project(tenant, f"Prosjekt {n}", method="ideas")
        author = await new_person(tenant, name=f"Person {n}")
        await new_idea(stage.ground, author, title=f"Idé {n}")
        async with stage.ground.open() as place:
            await comment(place=place, root_id=stage.ids["idea_id"], author=author, text=f"Kommentar {n}")
    async with scope(tenant):
        await execute("UPDATE activity SET state = 'published'")


async def test_pages_ask_the_database_as_often_with_thirty_things_as_with_one(
    house: House, client: Client
) -> None:
    town = await new_town("Spareby")
    stage = await new_stage(town)
    visitor = await client(town)
    with_one = await _counts(house, visitor, stage)
    await _fill(town, stage)
    with_many = await _counts(house, visitor, stage)
    assert {path: n for path, n in with_many.items() if n > MOST_QUERIES + PANELS.get(path, 0)} == {}
    assert with_many == with_one
    assert len(with_one) > 12


async def test_staffs_pages_do_not_ask_more_the_fuller_the_place_is(house: House, client: Client) -> None:
    town = await new_town("Stabsby")
    stage = await new_stage(town)
    admin = await client(town, role=Role.ADMIN)
    routes = [r for r in routes_of_towns(house, "GET") if "/manage" in r.full_path]
    before = await _all(routes, admin, stage)
    await _fill(town, stage)
    after = await _all(routes, admin, stage)
    # Every few seconds a request looks its host up on the platform as well: what seems to have grown is asked once more.
    grown = [route for route in routes if after[route.full_path] > before[route.full_path] + 1]
    after |= await _all(grown, admin, stage)
    assert {path: (before[path], n) for path, n in after.items() if n > before[path] + 1} == {}


async def _all(routes: list[Route], visitor: httpx.AsyncClient, stage: Stage) -> dict[str, int]:
    found = {}
    await visitor.get("/manage")
    for route in routes:
        await visitor.get(stage.address(route))
        with count_queries() as seen:
            await visitor.get(stage.address(route))
        found[route.full_path] = len(seen)
    return found


async def test_first_visit_is_light(house: House, client: Client) -> None:
    town = await new_town("Lettby")
    stage = await new_stage(town)
    await _fill(town, stage)
    project, _slash, _activity = stage.ground.url.rpartition("/")
    heavy = {}
    for path in ("/", "/projects", project, stage.ground.url, f"{stage.ground.url}/{stage.ids['idea_id']}"):
        sent, asked = await _first_visit(await client(town), path)
        if sent > MOST_BYTES or asked > MOST_REQUESTS:
            heavy[path] = (sent, asked)
    assert heavy == {}


async def _first_visit(visitor: httpx.AsyncClient, path: str) -> tuple[int, int]:
    """Bytes over the wire and requests: the page, and all that it and its styles and scripts ask for at once."""
    waiting, seen, sent = [path], {path}, 0
    while waiting:
        async with visitor.stream("GET", waiting.pop(), headers={"accept-encoding": "br"}) as answer:
            raw = b"".join([chunk async for chunk in answer.aiter_raw()])
        assert answer.status_code == 200, answer.url
        if answer.headers["content-type"] in PICTURES:
            seen.discard(str(answer.url.path))
            continue
        sent += len(raw) + len(str(answer.headers))
        for found in _asked_for(await visitor.get(str(answer.url))):
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    return sent, len(seen)


def _asked_for(answer: httpx.Response) -> list[str]:
    kind = answer.headers["content-type"].partition(";")[0]
    if kind == "text/html":
        links = re.findall(
            r'<link[^>]*rel="(?:stylesheet|preload|modulepreload|icon)"[^>]*href="([^"]+)"', answer.text
        )
        return [*links, *re.findall(r'<(?:script|img)[^>]*\ssrc="([^"]+)"', answer.text)]
    if kind == "text/css":
        found = [
            str(answer.url.join(each)) for each in re.findall(r"url\(['\"]?([^'\")]+\.woff2)", answer.text)
        ]
        return [httpx.URL(each).path for each in found]
    if kind in ("text/javascript", "application/javascript"):
        found = re.findall(r"""(?:^|[;\s])import\s*(?:[\w{}*,\s$]+from\s*)?["']([^"']+)["']""", answer.text)
        return [answer.url.join(each).path for each in found]
    return []
