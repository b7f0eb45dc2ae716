"""Plan and payment in a real browser: ordering without script, each page with axe, on a phone and in the dark."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from core.people import Role
from core.sdk.testing import Towns, new_person
from core.tenancy import PLATFORM
from tests.browser.conftest import Open
from tests.browser.steps import arrives, fill, press, too_wide
from tests.support.axe import broken_rules

pytestmark = pytest.mark.xdist_group("processes")
LOOKS: tuple[tuple[int, Any], ...] = ((375, "light"), (1280, "dark"))
PICTURES = os.environ.get("PICTURES")  # a folder, for whoever wants to look


async def _order(page: Page) -> None:
    """From the plans to a plan, by the forms as they stand."""
    await page.locator("input[name=plan][value=full]").check()
    await press(page, "See what it costs")
    await page.get_by_role("link", name="Tell us", exact=True).click()
    await fill(
        page, name="Havneby kommune", organisation_number="974 760 673", street="Torget 1", postcode="8123"
    )
    await fill(page, city="Havneby", email="faktura@havneby.example.org", reference="Kari Ås")
    await press(page, "Save")
    await arrives(page, "/manage/plan")
    await page.locator("input[name=plan][value=full]").check()
    await press(page, "See what it costs")
    await expect(page.get_by_text("To pay", exact=True)).to_be_visible()
    await press(page, "Order with invoice")
    await expect(page.get_by_text("Your plan is Full.").first).to_be_visible()


async def test_a_plan_is_ordered_without_script(towns: Towns, open_page: Open) -> None:
    boss = await new_person(towns.b, role=Role.ADMIN)
    page = await open_page(towns.b, "/manage/plan", person=boss, script=False)
    await _order(page)
    await expect(page.get_by_role("link", name=re.compile("as EHF"))).to_be_visible()


async def test_a_plan_is_ordered_by_keyboard(towns: Towns, open_page: Open) -> None:
    boss = await new_person(towns.b, role=Role.ADMIN)
    page = await open_page(towns.b, "/manage/plan", person=boss)
    await page.locator("input[name=plan]").first.focus()
    await page.keyboard.press("ArrowDown")
    for _step in range(8):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.innerText") == "See what it costs":
            break
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="What it costs")).to_be_visible()


async def test_every_page_is_whole_for_everyone(towns: Towns, open_page: Open) -> None:
    boss = await new_person(towns.a, name="Turid Leder", role=Role.ADMIN)
    expert = await new_person(PLATFORM, name="Eli Ekspert", role=Role.SUPPORT)
    first = await open_page(towns.a, "/manage/plan", person=boss)
    await _look(first, "trial")
    await _order(first)
    paths = (
        "/manage/plan",
        "/manage/plan/billing",
        "/manage/plan/choose?plan=full&period=year",
        "/manage/plugins",
    )
    for width, scheme in LOOKS:
        page = await open_page(towns.a, paths[0], person=boss, width=width, scheme=scheme)
        base = page.url[: page.url.index("/", 8)]
        for path in paths:
            await page.goto(base + path)
            await _look(page, f"{path.split('?')[0].rpartition('/')[2]}-{width}")
        desk = await open_page(PLATFORM, "/desk/invoices", person=expert, width=width, scheme=scheme)
        await _look(desk, f"desk-{width}")


async def _look(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    assert not await too_wide(page), name
    assert await broken_rules(page) == [], name
