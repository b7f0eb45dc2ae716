"""What a resident does, in a real browser: by mouse, by keyboard alone, and without script."""

import re

import pytest
from playwright.async_api import Page, expect

from core.db import value
from core.outside.mail import FolderMailer
from core.tenancy import scope
from tests.browser.conftest import Open
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.axe import broken_rules
from tests.support.people import new_person
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture
async def ground(towns: Towns) -> Ground:
    return await new_ground(towns.a, settings={"comments": True})


@pytest.mark.parametrize("script", [True, False])
async def test_resident_registers_with_a_code_from_mail(
    towns: Towns, open_page: Open, mails: FolderMailer, script: bool
) -> None:
    address = f"solveig{int(script)}@example.org"
    page = await open_page(towns.a, "/register", script=script)
    await page.get_by_label("Name").fill("Solveig Nesset")
    await page.get_by_label("E-mail").fill(address)
    await page.get_by_role("checkbox").first.check()
    await _press(page, "Register|Go on|Continue|Send")
    await page.get_by_label(re.compile("Code", re.IGNORECASE)).fill(await _code(mails, address, page))
    await _press(page, "Register|Sign in|Go on|Continue|Confirm")
    await expect(page.get_by_text("Solveig Nesset").first).to_be_attached()
    async with scope(towns.a, read_only=True):
        assert await value("SELECT name FROM person WHERE email = $1", address) == "Solveig Nesset"
    async with scope(towns.b, read_only=True):
        assert await value("SELECT count(*) FROM person WHERE email = $1", address) == 0


@pytest.mark.parametrize("script", [True, False])
async def test_resident_shares_supports_and_comments(
    towns: Towns, ground: Ground, open_page: Open, script: bool
) -> None:
    other = await new_idea(
        ground, await new_person(towns.a, name="Odd Berg"), title="Flere benker langs elva"
    )
    page = await open_page(towns.a, ground.url, person=await new_person(towns.a), script=script)
    await page.get_by_role(
        "link", name=re.compile("Share an idea|New idea|idea", re.IGNORECASE)
    ).first.click()
    await page.goto(page.url.split("/projects")[0] + ground.url + "/new")
    await page.get_by_label("Title").fill("Lys i akebakken")
    await _write_rich(page, "Så vi kan ake etter klokka fire.", script=script)
    await _press(page, "Publish")
    await expect(page.get_by_role("heading", name="Lys i akebakken")).to_be_visible()
    await page.goto(page.url.split("/projects")[0] + f"{ground.url}/{other}")
    await page.get_by_role("button", name=re.compile("Support")).first.click()
    await expect(page.get_by_role("button", name=re.compile("Support")).first).to_have_attribute(
        "aria-pressed", "true"
    )
    await page.get_by_label("Your comment").fill("Og søppelkasser ved siden av.")
    await _press(page, "Publish comment")
    await expect(page.get_by_text("Og søppelkasser ved siden av.")).to_be_visible()
    async with scope(towns.a, read_only=True):
        counts = await value("SELECT (support_count, comment_count) FROM contribution WHERE id = $1", other)
    assert tuple(counts) == (1, 1)


async def test_idea_is_submitted_by_keyboard_alone(towns: Towns, ground: Ground, open_page: Open) -> None:
    page = await open_page(towns.a, f"{ground.url}/new", person=await new_person(towns.a))
    await _tab_to(page, "Title")
    await page.keyboard.type("Benk ved utsikten")
    await page.keyboard.press("Tab")
    await _tab_until(page, "el => el.isContentEditable || el.tagName === 'TEXTAREA'")
    await page.keyboard.type("Her er det fint å sitte.")
    await _tab_until(page, "el => el.tagName === 'BUTTON' && el.innerText.trim() === 'Publish'")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Benk ved utsikten")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
async def test_residents_pages_break_no_rule(
    towns: Towns, ground: Ground, open_page: Open, width: int, scheme: str
) -> None:
    person = await new_person(towns.a)
    idea = await new_idea(ground, await new_person(towns.a), title="Tak over bussholdeplassen")
    project = ground.url.rpartition("/")[0]
    signed_in = [
        "/",
        "/projects",
        project,
        ground.url,
        f"{ground.url}/{idea}",
        f"{ground.url}/new",
        "/account",
    ]
    found = {}
    page = await open_page(towns.a, "/", person=person, width=width, scheme=scheme)
    base = page.url.rstrip("/")
    for path in signed_in:
        await page.goto(base + path)
        found[path] = await broken_rules(page)
        wide = await page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        assert not wide, f"{path} is wider than {width} px"
    page = await open_page(towns.a, "/", width=width, scheme=scheme)
    for path in (
        "/sign-in",
        "/register",
        "/about",
        "/privacy",
        "/accessibility",
        f"{ground.url}?view=list",
        "/nowhere",
    ):
        await page.goto(base + path)
        found[path] = await broken_rules(page)
    assert {path: rules for path, rules in found.items() if rules} == {}


async def _press(page: Page, names: str) -> None:
    await (
        page.get_by_role("main")
        .get_by_role("button", name=re.compile(f"^({names})", re.IGNORECASE))
        .first.click()
    )


async def _write_rich(page: Page, text: str, *, script: bool) -> None:
    if script:
        await page.locator("[contenteditable=true]").first.fill(text)
    else:
        await page.locator("textarea").first.fill(text)


async def _code(mails: FolderMailer, address: str, page: Page) -> str:
    for _ in range(100):
        for mail in mails.sent(address):
            body = mail.get_body(("plain",))
            if body is not None and (
                found := re.search(r"\b(\d{6})\b|\b(\d{3} \d{3})\b", body.get_content())
            ):
                return found[0].replace(" ", "")
        await page.wait_for_timeout(100)
    raise AssertionError(f"no code came to {address} within ten seconds")


async def _tab_to(page: Page, label: str) -> None:
    wanted = await page.get_by_label(label).first.get_attribute("id")
    await _tab_until(page, f"el => el.id === '{wanted}'")


async def _tab_until(page: Page, test: str) -> None:
    for _ in range(80):
        if await page.evaluate(f"({test})(document.activeElement)"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reached {test}")
