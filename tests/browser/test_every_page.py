"""Every page of a place in a real browser: no rule of axe is broken, in both themes; nothing is wider than the screen."""

from typing import Any

import pytest
from playwright.async_api import Page

from core.host import House
from core.people import Person, Role
from core.tenancy import PLATFORM
from tests.browser.conftest import Open
from tests.browser.steps import too_wide
from tests.conftest import Client
from tests.support.axe import broken_rules
from tests.support.every_method import owner_of
from tests.support.people import new_person
from tests.support.stage import Stage, new_stage, with_import
from tests.support.towns import Towns
from tests.support.walk import routes_of_platform, routes_of_towns

pytestmark = pytest.mark.xdist_group("processes")
LOOKS: tuple[tuple[int, Any], ...] = ((375, "light"), (1280, "dark"))
ZOOMED = 640  # 1280 px with text at twice its size leaves as much room as this


@pytest.fixture(scope="module")
async def stage(towns: Towns) -> Stage:
    return await new_stage(towns.a)


async def _look(page: Page) -> list[str]:
    """Everything that is wrong with the page that is open."""
    found = []
    for width, scheme in LOOKS:
        await page.set_viewport_size({"width": width, "height": 900})
        await page.emulate_media(color_scheme=scheme)
        only = None if scheme == "light" else ["color-contrast"]  # all else is the same in the dark
        found += [f"{width} {scheme}: {rule}" for rule in await broken_rules(page, only=only)]
        if await too_wide(page):
            found.append(f"wider than {width} px")
    await page.set_viewport_size({"width": 320, "height": 900})
    if await too_wide(page):
        found.append("wider than 320 px")
    await page.set_viewport_size({"width": ZOOMED, "height": 900})
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    if await too_wide(page):
        found.append("wider than the screen with text at 200 %")
    return found


async def _walk(page: Page, paths: list[str]) -> dict[str, list[str]]:
    origin = "/".join(page.url.split("/")[:3])
    found: dict[str, list[str]] = {}
    refused = False
    for path in paths:
        answer = await page.goto(origin + path)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        if answer.status == 401 and refused:  # they are all alike
            continue
        refused = refused or answer.status == 401
        assert answer.status < 500, path
        if wrong := await _look(page):
            found[path] = wrong
    return found


def _pages(house: House, stage: Stage, *, staff: bool) -> list[str]:
    """Core's and those of ideas that a browser shows, no files. Other methods' pages have tests of their own."""
    files = (
        *(".json", "/files/", "/theme/", "/export", "/data/", "similar", ".csv", "point"),
        *(".pdf", ".svg", ".ics", "/events"),
    )
    own = [r for r in routes_of_towns(house, "GET") if owner_of(house, r) in ("", "ideas")]
    routes = [r for r in own if ("/manage" in r.full_path) is staff]
    paths = [stage.address(r) for r in routes if not any(part in r.full_path for part in files)]
    return [path for path in dict.fromkeys(paths) if path not in ("/styleguide", "/manage/audit/csv")]


async def test_every_page_of_staff_can_be_used_by_everybody(
    house: House, stage: Stage, open_page: Open, client: Client
) -> None:
    await with_import(stage, await client(stage.tenant, stage.admin))
    page = await open_page(stage.tenant, "/manage", person=stage.admin)
    assert await _walk(page, _pages(house, stage, staff=True)) == {}


@pytest.mark.parametrize("signed_in", [True, False])
async def test_every_page_of_residents_can_be_used_by_everybody(
    house: House, stage: Stage, open_page: Open, signed_in: bool
) -> None:
    page = await open_page(stage.tenant, "/", person=stage.author if signed_in else None)
    assert await _walk(page, [*_pages(house, stage, staff=False), "/nowhere"]) == {}


async def test_every_page_of_the_platform_can_be_used_by_everybody(
    house: House, stage: Stage, open_page: Open
) -> None:
    expert: Person = await new_person(PLATFORM, role=Role.SUPPORT)
    paths = [
        route.full_path.replace("{tenant_id:str}", stage.tenant.id)
        for route in routes_of_platform(house, "GET")
        if not (route.both and route.path.startswith("/account/")) and route.path != "/sign-up/address"
        if "{key" not in route.full_path and "json" not in route.full_path
    ]
    page = await open_page(PLATFORM, "/", person=expert)
    assert await _walk(page, paths) == {}
