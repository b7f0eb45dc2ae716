"""The deliberation in a real browser: every page with axe, on a phone and a desk, by keyboard, and without script."""

import os
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from core.host.hookspecs import Seeding
from core.people import Role
from core.sdk.testing.activities import Stand, new_activity
from plugins.deliberation.seeding import seed
from plugins.deliberation.settings import DeliberationSettings
from tests.browser.conftest import Open
from tests.browser.steps import too_wide
from tests.conftest import MakePerson
from tests.plugins.deliberation.conftest import open_to_all
from tests.support.axe import broken_rules
from tests.support.towns import Towns

PICTURES = os.environ.get("DELIBERATION_PICTURES", "")
pytestmark = pytest.mark.xdist_group("processes")
RESIDENT = ("", "/mine", "/new", "/results", "/results/statements", "/outcome")
STAFF = ("/manage", "/manage/outcome", "/manage/options", "/manage/options/new")
OPTIONS = ("", "/tradeoff", "/option/1", "/manage/options", "/manage/options/1")


@pytest.fixture(scope="module")
def kept() -> dict[str, Stand]:
    return {}


async def made(towns: Towns, make_person: MakePerson, kept: dict[str, Stand], shape: str) -> Stand:
    if shape not in kept:
        question = {"nb": "Hva skal vi med fjellet?", "en": "What shall we do with the mountain?"}
        chosen = DeliberationSettings(shape=shape, results="always", question=question)
        stand = await new_activity(towns.a, "deliberation", settings=chosen)
        await open_to_all(stand)
        people = tuple([await make_person(towns.a) for _ in range(12)])
        staff = (await make_person(towns.a, role=Role.ADMIN),)
        async with stand.open() as place:
            await seed(
                Seeding(
                    place=place,
                    stage="finished",
                    theme="cabins",
                    language="nb",
                    residents=people,
                    staff=staff,
                )
            )
        kept[shape] = stand
    return kept[shape]


async def looked_at(page: Page, name: str) -> list[str]:
    """What is wrong with the page that is open, on a phone and a desk, in the light and the dark."""
    found: list[str] = []
    for width, scheme in ((375, "light"), (375, "dark"), (1280, "light"), (1280, "dark")):
        await page.set_viewport_size({"width": width, "height": 900})
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if (width, scheme) in ((375, "light"), (1280, "dark")):
            found += [f"{name} {width} {scheme}: {rule}" for rule in await broken_rules(page)]
        if await too_wide(page):
            found.append(f"{name}: wider than {width} px")
        if PICTURES:
            await page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{scheme}.png", full_page=True)
    await page.set_viewport_size({"width": 320, "height": 900})
    if await too_wide(page):
        found.append(f"{name}: wider than 320 px")
    return found


@pytest.mark.parametrize(
    ("shape", "paths"),
    [("statements", (*RESIDENT, *STAFF)), ("options", OPTIONS)],
    ids=["statements", "options"],
)
async def test_every_page_is_accessible(
    towns: Towns,
    make_person: MakePerson,
    open_page: Open,
    kept: dict[str, Stand],
    shape: str,
    paths: tuple[str, ...],
) -> None:
    stand = await made(towns, make_person, kept, shape)
    page = await open_page(towns.a, stand.url, person=await make_person(towns.a, role=Role.ADMIN))
    origin = page.url.removesuffix(stand.url)
    found: list[str] = []
    for path in paths:
        answer = await page.goto(f"{origin}{stand.url}{path}")
        assert answer is not None
        assert answer.status == 200, path
        found += await looked_at(page, f"{shape}{path.replace('/', '-').replace('?', '_')}")
    assert found == [], "\n".join(found)


async def test_answering_by_keyboard_keeps_the_place(
    towns: Towns, make_person: MakePerson, open_page: Open, kept: dict[str, Stand]
) -> None:
    """The next statement comes without a new page, and the same button has the focus: Enter, Enter, Enter."""
    stand = await made(towns, make_person, kept, "statements")
    page = await open_page(towns.a, stand.url, person=await make_person(towns.a), width=375)
    first = await page.locator("blockquote").inner_text()
    await page.locator("#said-agree").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("blockquote")).not_to_have_text(first)
    await expect(page.locator("#said-agree")).to_be_focused()
    second = await page.locator("blockquote").inner_text()
    await page.keyboard.press("Enter")
    await expect(page.locator("blockquote")).not_to_have_text(second)
    await expect(page.get_by_role("main")).to_contain_text("2 of 15")


async def test_answering_without_script_and_without_account(
    towns: Towns, make_person: MakePerson, open_page: Open, kept: dict[str, Stand]
) -> None:
    stand = await made(towns, make_person, kept, "statements")
    page = await open_page(towns.a, stand.url, width=375, script=False)
    for said in ("Agree", "Disagree", "Pass"):
        await page.get_by_role("button", name=said, exact=True).click()
    await expect(page.get_by_role("main")).to_contain_text("3 of 15")
    await page.get_by_role("link", name="Your answers").click()
    assert await page.locator("[aria-pressed=true]").count() == 3


async def test_endorsing_without_script(
    towns: Towns, make_person: MakePerson, open_page: Open, kept: dict[str, Stand]
) -> None:
    stand = await made(towns, make_person, kept, "statements")
    kari = await make_person(towns.a)
    page = await open_page(towns.a, f"{stand.url}/outcome", person=kari, script=False)
    await page.get_by_role("button", name="I stand behind this").click()
    await expect(page.get_by_role("main")).to_contain_text("You are one of them.")
