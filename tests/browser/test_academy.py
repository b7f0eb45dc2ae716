"""The Academy and the community in a real browser: a course to its end without script too, each page with axe."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from core.people import Role
from core.sdk.testing import Towns, new_person
from tests.browser.conftest import Open
from tests.browser.steps import press, too_wide
from tests.support.axe import broken_rules

pytestmark = pytest.mark.xdist_group("processes")
LOOKS: tuple[tuple[int, Any], ...] = ((375, "light"), (1280, "dark"))
COURSE = "/manage/academy/courses/getting-started"
PAGES = (
    "/manage/academy",
    COURSE,
    f"{COURSE}/02-first-project",
    "/manage/academy/practice",
    "/manage/academy/staff",
    "/manage/academy/staff/assign",
    "/manage/academy/own",
    "/manage/academy/problems",
    "/academy/certificate/ABCD-EFGH-JKLM-NPQR",
    "/manage/community",
    "/manage/community/me",
    "/manage/community/new/question",
    "/manage/community/new/event",
    "/manage/community/library",
    "/manage/community/groups",
    "/manage/community/directory",
    "/manage/community/place",
)


async def _picture(page: Page, name: str) -> None:
    """Kept only where somebody wants to look: ALLMENNING_PICTURES names a folder."""
    if folder := os.environ.get("ALLMENNING_PICTURES"):
        await page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("script", [True, False])
async def test_lesson_is_read_practised_and_answered(towns: Towns, open_page: Open, script: bool) -> None:
    learner = await new_person(towns.a, name="Liv Lærer", role=Role.MANAGER)
    desk = await open_page(towns.a, COURSE, person=learner, script=script, width=375)
    await desk.get_by_role("link", name="Begin").click()
    await press(desk, "I have read this")
    for question in await desk.locator("#quiz fieldset, #quiz [role=radiogroup]").all():
        await question.locator("input").first.check()
    await press(desk, "See how it went")
    await expect(desk.get_by_role("heading", level=1)).to_contain_text("right")
    if script:
        assert await broken_rules(desk) == []
    await _picture(desk, f"result-{script}")


async def test_question_is_asked_and_answered(towns: Towns, open_page: Open) -> None:
    asker = await new_person(towns.a, name="Kari Spør", role=Role.MANAGER)
    answerer = await new_person(towns.b, name="Ola Svarer", role=Role.MANAGER)
    desk = await open_page(towns.a, "/manage/community/me", person=asker, script=False)
    await press(desk, "Take part")
    await desk.get_by_role("link", name="Ask a question").click()
    await desk.locator("[name=title]").fill("Hvordan når vi ungdom?")
    await desk.locator("[name=body]").fill("Vi får bare svar fra voksne.")
    await press(desk, "Let all municipalities read it")
    await expect(desk.get_by_role("heading", name="Hvordan når vi ungdom?")).to_be_visible()
    other = await open_page(towns.b, "/manage/community/me", person=answerer, width=375)
    await press(other, "Take part")
    await other.get_by_role("link", name="Hvordan når vi ungdom?").click()
    await other.locator("#answers [name=body]").fill("Møt dem på skolen.")
    await press(other, "Answer")
    await expect(other.get_by_text("Møt dem på skolen.")).to_be_visible()
    assert await broken_rules(other) == []
    await _picture(other, "post")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
async def test_every_page_can_be_used_by_all(towns: Towns, open_page: Open, width: int, scheme: Any) -> None:
    admin = await new_person(towns.a, name="Turid Leder", role=Role.ADMIN)
    page = await open_page(towns.a, "/manage/community/me", person=admin, width=width, scheme=scheme)
    await press(page, "Take part")
    start = page.url.split("/manage")[0]
    wrong: dict[str, Any] = {}
    for address in PAGES:
        await page.goto(start + address)
        found = [*await broken_rules(page), *(["too wide"] if await too_wide(page) else [])]
        if found:
            wrong[address] = found
        await _picture(page, f"{address.strip('/').replace('/', '-')}-{width}")
    assert wrong == {}
