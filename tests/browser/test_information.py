"""A hearing and a page of information in a real browser: with and without script, on a phone, looked at by axe."""

import os

import pytest
from playwright.async_api import Page, expect

from core.db import rows, value
from core.people import Person, Role
from core.sdk import Seeding
from core.sdk.testing import Stand, new_activity
from core.tenancy import scope
from plugins.information import seeds
from tests.browser.conftest import Open
from tests.browser.steps import arrives, fill, press, too_wide
from tests.conftest import MakePerson
from tests.support.axe import broken_rules
from tests.support.towns import Towns

SHOTS = os.environ.get("SHOTS")  # a folder for pictures of every page
pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture
async def boss(towns: Towns, make_person: MakePerson) -> Person:
    return await make_person(towns.a, role=Role.MANAGER, name="Berit Noss")


@pytest.fixture
async def kari(towns: Towns, make_person: MakePerson) -> Person:
    return await make_person(towns.a, name="Kari Nordvik")


async def seeded(towns: Towns, boss: Person, kari: Person, method: str, theme: str) -> Stand:
    stand = await new_activity(towns.a, method)
    async with stand.open() as place:
        await seeds(
            seeding=Seeding(
                place=place, stage="finished", theme=theme, language="nb", residents=(kari,), staff=(boss,)
            )
        )
    return stand


async def test_every_page_of_a_hearing_is_sound(
    towns: Towns, open_page: Open, boss: Person, kari: Person
) -> None:
    stand = await seeded(towns, boss, kari, "hearing", "harbour")
    async with scope(towns.a, read_only=True):
        said = await value(
            "SELECT min(id) FROM contribution WHERE activity = $1 AND kind = 'remark'", stand.activity_id
        )
        sent = await value(
            "SELECT min(contribution) FROM information_statement WHERE activity = $1", stand.activity_id
        )
        key = (
            await rows(
                "SELECT s.key FROM information_section s JOIN information_version v ON v.id = s.version "
                "WHERE v.activity = $1 AND s.position = 2",
                stand.activity_id,
            )
        )[0]["key"]
    public = [
        "",
        "/read",
        f"/read/{key}",
        "/remarks",
        f"/{said}",
        "/statements",
        f"/statements/{sent}",
        "/answers",
        "/changes",
        "/changes/2",
    ]
    own = [f"/remark?section={key}&p=1", "/statement", f"/receipt/{sent}", f"/receipt/{sent}/withdraw"]
    staff = [
        "/document",
        "/document/2",
        "/incoming",
        f"/remarks/{said}",
        f"/statements/{sent}",
        "/statements/new",
    ]
    for width in (375, 1280):
        page = await open_page(towns.a, stand.url, width=width)
        await _sound(page, stand.url, public)
        page = await open_page(towns.a, stand.url, person=kari, width=width, scheme="dark")
        await _sound(page, stand.url, own)
        page = await open_page(towns.a, stand.url, person=boss, width=width)
        await _sound(page, f"{stand.url}/manage", staff)


async def test_every_page_of_information_is_sound(
    towns: Towns, open_page: Open, boss: Person, kari: Person
) -> None:
    stand = await seeded(towns, boss, kari, "information", "ferry")
    async with scope(towns.a, read_only=True):
        asked = await value("SELECT min(id) FROM contribution WHERE activity = $1", stand.activity_id)
        letter = await value("SELECT id FROM information_letter WHERE activity = $1", stand.activity_id)
        block = await value("SELECT min(id) FROM information_block WHERE activity = $1", stand.activity_id)
    staff = [
        "",
        f"/blocks/{block}",
        "/blocks/new/document",
        "/questions",
        "/questions/new",
        f"/questions/{asked}",
        "/letters",
        "/letters/new",
        f"/letters/{letter}",
    ]
    for width in (375, 1280):
        page = await open_page(towns.a, stand.url, width=width)
        await _sound(page, stand.url, ["", f"/{asked}", "/letters", f"/letters/{letter}"])
        page = await open_page(towns.a, stand.url, person=kari, width=width, scheme="dark")
        await _sound(page, stand.url, ["", "/ask"])
        page = await open_page(towns.a, stand.url, person=boss, width=width)
        await _sound(page, f"{stand.url}/manage", staff)


@pytest.mark.parametrize("script", [True, False])
async def test_comment_on_a_paragraph_and_a_statement(
    towns: Towns, open_page: Open, boss: Person, kari: Person, *, script: bool
) -> None:
    stand = await new_activity(towns.a, "hearing")
    async with stand.open() as place:
        await seeds(
            seeding=Seeding(
                place=place, stage="open", theme="harbour", language="nb", residents=(kari,), staff=(boss,)
            )
        )
    page = await open_page(towns.a, f"{stand.url}/read", person=kari, width=375, script=script)
    await page.get_by_role("main").get_by_role("link", name="Next").click()
    await page.get_by_role("link", name="Comment on paragraph 1", exact=True).first.click()
    await fill(page, text="Dette er bra.")
    await press(page, "Publish comment")
    await expect(page.get_by_text("Dette er bra.").first).to_be_visible()
    await page.goto(page.url.rpartition("/")[0] + "/statement")
    await fill(page, title="Om kaia", text="Vi støtter planen.")
    await page.get_by_label("I know that the statement").check()
    await press(page, "Send the statement")
    await arrives(page, r"/receipt/\d+")
    await expect(page.get_by_role("heading", name="Your statement is received")).to_be_visible()


async def test_marked_words_lead_to_a_comment(
    towns: Towns, open_page: Open, boss: Person, kari: Person
) -> None:
    stand = await new_activity(towns.a, "hearing")
    async with stand.open() as place:
        await seeds(
            seeding=Seeding(
                place=place, stage="open", theme="harbour", language="nb", residents=(kari,), staff=(boss,)
            )
        )
    page = await open_page(towns.a, f"{stand.url}/read", person=kari)
    await page.evaluate(
        "() => { const text = document.querySelector('[data-paragraph] p').firstChild; const range = document.createRange(); "
        "range.setStart(text, 0); range.setEnd(text, 14); getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    await page.get_by_role("link", name="Comment on the marked words").click()
    await expect(page.locator("mark")).to_have_text("Planen viser h")


async def _sound(page: Page, start: str, paths: list[str]) -> None:
    for path in paths:
        await page.goto(page.url.partition("/projects/")[0] + start + path)
        if SHOTS:
            name = (start + path).replace("/", "_").replace("?", "_")[-60:]
            await page.screenshot(path=f"{SHOTS}/{page.viewport_size['width']}{name}.png", full_page=True)
        assert await page.locator("h1").count() == 1, path
        assert await broken_rules(page) == [], path
        assert not await too_wide(page), path
