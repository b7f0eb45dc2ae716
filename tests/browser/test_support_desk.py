"""Getting help in a real browser: a question, its answer, and every page of the desk and of help with axe, without script too."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from core.db import execute
from core.people import Person, Role
from core.tenancy import PLATFORM, scope
from tenants.desk.cases.service import Question, open_case
from tenants.desk.health.keeping import keep_health
from tests.browser.conftest import Open
from tests.browser.steps import press, too_wide
from tests.support.axe import broken_rules
from tests.support.people import new_person
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")
LOOKS: tuple[tuple[int, Any], ...] = ((375, "light"), (1280, "dark"))


async def _english(person: Person) -> Person:
    async with scope(PLATFORM):
        await execute("UPDATE person SET locale = 'en' WHERE id = $1", person.id)
    return person


async def _look(page: Page, paths: list[str]) -> dict[str, list[str]]:
    origin, found = "/".join(page.url.split("/")[:3]), {}
    for path in paths:
        answer = await page.goto(origin + path)
        assert answer is not None
        assert answer.status == 200, path
        for width, scheme in LOOKS:
            await page.set_viewport_size({"width": width, "height": 900})
            await page.emulate_media(color_scheme=scheme)
            wrong = await broken_rules(page)
            if wrong or await too_wide(page):
                found[f"{path} {width} {scheme}"] = wrong or ["too wide"]
    return found


@pytest.mark.parametrize("script", [True, False])
async def test_question_and_answer(towns: Towns, open_page: Open, script: bool) -> None:
    kari = await new_person(towns.a, name="Kari Nordvik", role=Role.ADMIN)
    siri = await _english(await new_person(PLATFORM, name="Siri Support", role=Role.SUPPORT))
    asker = await open_page(towns.a, "/manage/projects", person=kari, script=script, width=375)
    await asker.goto(asker.url.replace("/manage/projects", "/manage/help/new?page=/manage/projects"))
    await asker.locator("[name=subject]").fill("The map is white")
    await asker.locator("[name=text]").fill("It was there yesterday.")
    await press(asker, "Send")
    await expect(asker.get_by_text("It was there yesterday.")).to_be_visible()
    desk = await open_page(PLATFORM, "/desk/cases", person=siri, script=script)
    await desk.get_by_role("link", name="The map is white").first.click()
    await desk.locator("[name=text]").fill("Choose Topo.")
    await press(desk, "Send the answer")
    await expect(desk.get_by_text("Choose Topo.").first).to_be_visible()
    await asker.reload()
    await expect(asker.get_by_text("Choose Topo.")).to_be_visible()
    await asker.get_by_label("Very good").check()
    await asker.get_by_role("button", name="Send").first.click()
    await expect(asker.get_by_text("You said: 5 of 5.")).to_be_visible()


async def test_every_page_of_desk_and_help_can_be_used_by_everybody(towns: Towns, open_page: Open) -> None:
    siri = await _english(await new_person(PLATFORM, name="Siri Support", role=Role.SUPPORT))
    boss = await new_person(towns.b, name="Turid Leder", role=Role.ADMIN)
    desk = await open_page(PLATFORM, "/desk", person=siri)
    base = f"/desk/{towns.b.id}"
    async with scope(PLATFORM):
        await keep_health()
    origin = desk.url.removesuffix("/desk")
    await desk.goto(f"{origin}{base}/launch")
    await desk.locator("[name=signed_on]").fill("2027-03-01")
    await desk.locator("[name=launch_on]").fill("2027-05-10")
    await press(desk, "Save")
    places = [
        "/desk",
        "/desk/cases?which=",
        "/desk/tasks",
        "/desk/incidents",
        "/desk/answers",
        "/desk/plugins",
        "/status",
    ]
    paths = [
        *places,
        "/desk/plugins/ideas",
        "/account/key",
        base,
        f"{base}/launch",
        f"{base}/visit",
        f"{base}/operations",
    ]
    assert await _look(desk, [*paths, f"{base}/operations/export"]) == {}
    staff = await open_page(towns.b, "/manage/help", person=boss)
    helps = [
        "/manage/help",
        "/manage/help/new",
        "/manage/help/launch",
        "/manage/help/meetings/new",
        "/manage",
    ]
    assert await _look(staff, helps) == {}
    async with scope(PLATFORM):
        question = Question(subject="The map is white", text="It was there yesterday.")
        case = await open_case(tenant=towns.b, asker=boss, question=question)
    assert await _look(desk, [f"/desk/cases/{case}"]) == {}
