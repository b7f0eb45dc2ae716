"""Dashboards, a project's figures and who takes part, in a real browser: live, without script, by keyboard; each with axe."""

import os
from typing import Any

import pytest
from playwright.async_api import Page, expect

from core.people import Person, Role
from core.tenancy import scope
from plugins.representation.telling import tell
from tests.browser.conftest import Open
from tests.browser.steps import press, too_wide
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.axe import broken_rules
from tests.support.people import new_person
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")
LOOKS: tuple[tuple[int, Any], ...] = ((375, "light"), (375, "dark"), (1280, "light"), (1280, "dark"))
PICTURES = os.environ.get("AL_PICTURES")
CSV = b"age;13-29;3000\nage;30-59;5000\nage;60+;2500\nsex;female;5200\nsex;male;5300\n"


async def _ground(towns: Towns) -> tuple[Ground, Person]:
    """Thirty-four people took part, most of them old; one who works there."""
    ground = await new_ground(towns.a)
    for n in range(34):
        person = await new_person(towns.a)
        await new_idea(ground, person, f"Benk ved elva {n}")
        async with scope(towns.a):
            await tell(
                person_id=person.id, birth_year=2004 if n < 2 else 1955, sex="female" if n % 3 else "male"
            )
    return ground, await new_person(towns.a, name="Turid Leder", role=Role.ADMIN)


def _figure(page: Page) -> Any:
    return page.locator("#section-people .al-stat").first


async def test_figures_follow_while_somebody_looks(towns: Towns, open_page: Open) -> None:
    ground, boss = await _ground(towns)
    page = await open_page(towns.a, f"/manage/dashboards?project={ground.project_id}", person=boss)
    await expect(_figure(page)).to_contain_text("34")
    fold = page.locator("#section-people details").first
    await fold.locator("summary").focus()
    await page.keyboard.press("Enter")
    await expect(fold).to_have_attribute("open", "")
    await new_idea(ground, await new_person(towns.a))
    await expect(_figure(page)).to_contain_text("35")
    await expect(page.locator("#section-people details").first).to_have_attribute("open", "")
    await new_idea(ground, await new_person(towns.a))
    await expect(_figure(page)).to_contain_text("36")


@pytest.mark.parametrize("script", [True, False])
async def test_staff_choose_what_residents_see(towns: Towns, open_page: Open, script: bool) -> None:
    ground, boss = await _ground(towns)
    desk = await open_page(
        towns.a, f"/manage/dashboards?project={ground.project_id}", person=boss, script=script
    )
    await desk.get_by_role("link", name="Choose what residents see").click()
    for name in ("Participants", "What people did"):
        box = desk.get_by_role("checkbox", name=name).first
        await box.focus()
        await desk.keyboard.press("Space")
    await press(desk, "Show these")
    await expect(desk.get_by_role("heading", name="In figures")).to_be_visible()
    visitor = await open_page(towns.a, ground.url.rpartition("/")[0], script=script)
    await visitor.get_by_role("link", name="The project in figures").click()
    await expect(visitor.get_by_text("34").first).to_be_visible()


async def test_who_is_missing_is_invited(towns: Towns, open_page: Open) -> None:
    ground, boss = await _ground(towns)
    desk = await open_page(towns.a, "/manage/representation", person=boss, script=False)
    await desk.locator("input[type=file]").set_input_files(
        {"name": "tall.csv", "mimeType": "text/csv", "buffer": CSV}
    )
    await press(desk, "Read the file")
    await desk.goto(desk.url.split("/manage")[0] + f"/manage/representation/{ground.project_id}")
    await desk.get_by_role("link", name="invite them").first.click()
    await expect(desk.get_by_role("link", name="Poster (PDF)").first).to_be_visible()


async def test_every_page_is_whole_for_everyone(towns: Towns, open_page: Open) -> None:
    ground, boss = await _ground(towns)
    project = ground.url.rpartition("/")[0]
    desk = await open_page(towns.a, "/manage/representation", person=boss)
    await desk.locator("input[type=file]").set_input_files(
        {"name": "tall.csv", "mimeType": "text/csv", "buffer": CSV}
    )
    await press(desk, "Read the file")
    await desk.goto(desk.url.split("/manage")[0] + f"/manage/dashboards/residents/{ground.project_id}")
    for box in await desk.get_by_role("checkbox").all():
        await box.check()
    await press(desk, "Show these")
    manage = f"/manage/representation/{ground.project_id}"
    staff = (
        "/manage/dashboards",
        f"/manage/dashboards?project={ground.project_id}&period=month",
        f"/manage/dashboards/residents/{ground.project_id}",
        "/manage/representation",
        manage,
        f"{manage}/invite?kind=age&name=30-59",
    )
    for width, scheme in LOOKS:
        for person, paths in (
            (None, (f"{project}/figures", project)),
            (boss, (*staff, "/account/about-you")),
        ):
            page = await open_page(towns.a, paths[0], person=person, width=width, scheme=scheme)
            base = page.url[: page.url.index("/", 8)]
            for n, path in enumerate(paths):
                await page.goto(base + path)
                assert not await too_wide(page), (path, width)
                assert await broken_rules(page) == [], (path, width, scheme)
                if PICTURES:
                    name = f"{'staff' if person else 'visitor'}{n}-{width}-{scheme}"
                    await page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
