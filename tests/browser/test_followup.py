"""Promises, answers and open data in a real browser: the way of staff and residents without script too, each page with axe."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from core.db import execute, value
from core.people import Person, Role
from core.sdk import Content, html_from_plain, submit
from core.sdk.testing import Stand, Towns, new_activity, new_person
from core.tenancy import scope
from tests.browser.conftest import Open
from tests.browser.steps import press, too_wide
from tests.support.axe import broken_rules

pytestmark = pytest.mark.xdist_group("processes")
LOOKS: tuple[tuple[int, Any], ...] = ((375, "light"), (1280, "dark"))


async def _ground(towns: Towns) -> tuple[Stand, Person, Person, int]:
    stand = await new_activity(towns.a, "ideas")
    boss = await new_person(towns.a, name="Turid Leder", role=Role.MANAGER)
    author = await new_person(towns.a, name="Kari Nordvik")
    async with stand.open() as place:
        content = Content(title="Badebrygge ved torget", body=html_from_plain("Vi vil bade."))
        idea = await submit(place=place, kind="idea", author=author, content=content)
    return stand, boss, author, idea


async def _answer(desk: Page, project_id: int) -> None:
    """By the forms that staff use, from a promise to a published answer and a step."""
    await desk.goto(desk.url.split("/manage")[0] + f"/manage/followup/{project_id}/promises")
    await desk.locator("[name=text]").fill("Alle får svar")
    await desk.locator("[name=due_on]").fill("2020-05-01")
    await press(desk, "Promise it")
    await expect(desk.get_by_text("Overdue").first).to_be_visible()
    await desk.goto(desk.url.split("/promises")[0] + "/new")
    await desk.locator("[name=kind]").first.check()
    await desk.locator("[name=title]").fill("Brygga får rampe i mai")
    await press(desk, "Save as a draft")
    await desk.get_by_role("link", name="Choose contributions").click()
    await desk.get_by_label("Badebrygge ved torget").check()
    await press(desk, "Link those")
    await press(desk, "Publish and tell")
    await expect(desk.get_by_text("1 person is told").first).to_be_visible()
    await desk.goto(desk.url.split("/outcomes")[0] + f"/{project_id}/steps/new")
    await desk.locator("[name=title]").fill("Vi bygger")
    await press(desk, "Save")


@pytest.mark.parametrize("script", [True, False])
async def test_promise_answer_and_what_became_of_mine(towns: Towns, open_page: Open, script: bool) -> None:
    stand, boss, author, idea = await _ground(towns)
    desk = await open_page(towns.a, "/manage/followup", person=boss, script=script)
    await _answer(desk, stand.project_id)
    mine = await open_page(towns.a, "/account/outcomes", person=author, script=script, width=375)
    await expect(mine.get_by_role("link", name="Brygga får rampe i mai")).to_be_visible()
    visitor = await open_page(towns.a, f"{stand.url}/{idea}", script=script)
    await visitor.get_by_role("link", name="Brygga får rampe i mai").click()
    await expect(visitor.get_by_role("heading", name="Brygga får rampe i mai")).to_be_visible()
    await expect(visitor.get_by_text("That day has passed").first).to_be_visible()


async def _with_a_recommendation(stand: Stand) -> int:
    """A signed one, to choose; the id of the answer."""
    async with scope(stand.tenant):
        study = await value(
            "INSERT INTO insights_study (project, title) VALUES ($1, 'Lesing') RETURNING id", stand.project_id
        )
        await execute(
            "INSERT INTO insights_recommendation (study, title, state, signed_at) VALUES ($1, 'Bygg en rampe', "
            "'accepted', now())",
            study,
        )
        found: int = await value("SELECT id FROM followup_outcome WHERE project = $1", stand.project_id)
    return found


async def test_every_page_is_whole_for_everyone(towns: Towns, open_page: Open) -> None:
    stand, boss, author, idea = await _ground(towns)
    desk = await open_page(towns.a, "/manage/followup", person=boss)
    await _answer(desk, stand.project_id)
    project, manage = stand.url.rpartition("/")[0], f"/manage/followup/{stand.project_id}"
    outcome = await _with_a_recommendation(stand)
    visitors = (
        "/",
        "/outcomes",
        project,
        f"{project}/outcomes",
        f"{stand.url}/{idea}",
        "/open-data",
        f"{project}/open-data",
    )
    staff = (
        "/manage/followup",
        manage,
        f"{manage}/new",
        f"/manage/followup/outcomes/{outcome}",
        f"/manage/followup/outcomes/{outcome}/links",
        f"{manage}/promises",
        f"{manage}/steps",
        f"{manage}/steps/new",
        "/manage/open-data",
    )
    for width, scheme in LOOKS:
        for person, paths in ((None, visitors), (author, ("/account", "/account/outcomes")), (boss, staff)):
            page = await open_page(towns.a, paths[0], person=person, width=width, scheme=scheme)
            base = page.url[: page.url.index("/", 8)]
            for path in paths:
                await page.goto(base + path)
                assert not await too_wide(page), (path, width)
                assert await broken_rules(page) == [], (path, width)
                await page.screenshot()
