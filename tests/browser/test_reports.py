"""Reports in a real browser: built, edited in place, published, scheduled and archived; without script and by keyboard too."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from core.people import Person, Role
from core.sdk import Content, html_from_plain, react, submit
from core.sdk.testing import Stand, Towns, new_activity, new_person
from tests.browser.conftest import Open
from tests.browser.steps import arrives, press, too_wide
from tests.support.axe import broken_rules

pytestmark = pytest.mark.xdist_group("processes")
LOOKS: tuple[tuple[int, Any], ...] = ((375, "light"), (1280, "dark"))


async def _ground(towns: Towns) -> tuple[Stand, Person]:
    stand = await new_activity(towns.a, "ideas")
    boss = await new_person(towns.a, name="Turid Leder", role=Role.MANAGER)
    author = await new_person(towns.a, name="Kari Nordvik")
    fan = await new_person(towns.a, name="Ola Vik")
    async with stand.open() as place:
        for title in ("Badebrygge ved torget", "Flere benker"):
            content = Content(title=title, body=html_from_plain("Vi vil ha det."))
            idea = await submit(place=place, kind="idea", author=author, content=content)
        await react(place=place, contribution_id=idea, person=fan, value=1)
    return stand, boss


async def _built(desk: Page, project_id: int) -> str:
    """Made from a template, with a section of one's own; the path of the report."""
    base = desk.url[: desk.url.index("/", 8)]
    await desk.goto(f"{base}/manage/reports/new?project={project_id}")
    await desk.get_by_label("Project report").check()
    await press(desk, "Make the report")
    path = desk.url.removeprefix(base)
    await desk.get_by_role("link", name="Text", exact=True).click()
    await desk.locator("[name=title]").fill("Om brygga")
    await press(desk, "Add")
    await expect(desk.get_by_role("heading", name="Om brygga").last).to_be_visible()
    return path.split("#")[0]


@pytest.mark.parametrize("script", [True, False])
async def test_report_is_built_published_and_read(towns: Towns, open_page: Open, script: bool) -> None:
    stand, boss = await _ground(towns)
    desk = await open_page(towns.a, "/manage/reports", person=boss, script=script)
    path = await _built(desk, stand.project_id)
    await desk.get_by_role("link", name="Edit Om brygga").last.click()
    await desk.locator("[name=title]").fill("Brygga")
    await press(desk, "Save")
    await expect(desk.get_by_role("heading", name="Brygga")).to_be_visible()
    await desk.goto(desk.url.split("/manage")[0] + f"{path}/publish")
    await press(desk, "Publish")
    project = stand.url.rpartition("/")[0]
    visitor = await open_page(towns.a, f"{project}/reports", script=script, width=375)
    await visitor.get_by_role("main").get_by_role("link", name="Havna vår").click()
    await expect(visitor.get_by_role("heading", name="Brygga")).to_be_visible()
    await expect(visitor.get_by_text("Flere benker").first).to_be_visible()


async def test_section_saves_itself_while_one_writes(towns: Towns, open_page: Open) -> None:
    stand, boss = await _ground(towns)
    desk = await open_page(towns.a, "/manage/reports", person=boss)
    path = await _built(desk, stand.project_id)
    await desk.get_by_role("link", name="Edit Om brygga").last.click()
    await desk.locator("[name=title]").press("End")
    await desk.locator("[name=title]").press_sequentially(" – og når")
    await expect(desk.locator("[data-saved]")).not_to_be_empty()
    await desk.goto(desk.url.split("/manage")[0] + path)
    await expect(desk.get_by_role("heading", name="Om brygga – og når")).to_be_visible()


async def test_section_is_moved_and_edited_with_keys_alone(towns: Towns, open_page: Open) -> None:
    stand, boss = await _ground(towns)
    desk = await open_page(towns.a, "/manage/reports", person=boss)
    await _built(desk, stand.project_id)
    await desk.get_by_role("button", name="Move “Om brygga” up").last.focus()
    await desk.keyboard.press("Enter")
    await expect(
        desk.get_by_role("list", name="Sections, in order").locator("> li").last
    ).not_to_contain_text("Om brygga")
    await desk.get_by_role("link", name="Edit Om brygga").first.focus()
    await desk.keyboard.press("Enter")
    await arrives(desk, r"/sections/\w+#part-\w+")
    await desk.locator("[name=title]").focus()
    await desk.keyboard.press("Control+A")
    await desk.keyboard.type("Med tastatur")
    await desk.keyboard.press("Enter")
    await expect(desk.get_by_role("heading", name="Med tastatur")).to_be_visible()


async def test_every_page_of_reports_is_whole_for_everyone(towns: Towns, open_page: Open) -> None:
    stand, boss = await _ground(towns)
    desk = await open_page(towns.a, "/manage/reports", person=boss)
    path = await _built(desk, stand.project_id)
    base = desk.url.split("/manage")[0]
    await desk.goto(f"{base}{path}/publish")
    await press(desk, "Publish")
    await desk.goto(f"{base}{path}/mail")
    await desk.locator("[name=person]").last.check()
    await press(desk, "Add the colleague")
    await desk.goto(f"{base}{path}/files")
    await press(desk, "Make a PDF")
    await desk.goto(f"{base}{path}")
    edit = await desk.get_by_role("link", name="Edit Om brygga").last.get_attribute("href")
    project, number = stand.url.rpartition("/")[0], path.rpartition("/")[2]
    staff = [
        "/manage/reports",
        f"/manage/reports/new?project={stand.project_id}",
        path,
        str(edit).split("#")[0],
        f"/manage/reports/archive/{stand.project_id}",
        *[
            f"{path}/{page}"
            for page in (
                "details",
                "publish",
                "preview",
                "history",
                "history/1",
                "files",
                "mail",
                "delete",
                "add/figures?from=0",
                f"add/said?from={stand.activity_id}",
            )
        ],
    ]
    visitors = [f"{project}/reports", f"{project}/reports/{number}"]
    for width, scheme in LOOKS:
        for person, paths in ((None, visitors), (boss, staff)):
            page = await open_page(towns.a, paths[0], person=person, width=width, scheme=scheme)
            for each in paths:
                answer = await page.goto(base + each)
                assert answer is not None
                assert answer.status == 200, each
                assert not await too_wide(page), (each, width)
                assert await broken_rules(page) == [], (each, width)
