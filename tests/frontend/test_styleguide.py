"""Every component in every state, in a real browser: no rule of axe is broken, nothing is wider than the screen."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.frontend.shown import shown
from tests.support.axe import broken_rules
from tests.support.chromium import CHROMIUM, NO_CHROMIUM


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with shown() as found:
        yield f"{found}/styleguide"


@pytest.fixture(scope="module")
async def chromium() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.fail(NO_CHROMIUM)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()


async def opened(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    scheme: Any = "light",
    script: bool = True,
    without: str = "",
) -> Page:
    context = await browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    page = await context.new_page()
    page.set_default_timeout(15_000)
    if without:
        await page.route(without, lambda route: route.abort())
    await page.goto(address)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "script"), [(320, True), (375, True), (1280, True), (320, False)])
async def test_styleguide_breaks_no_rule_of_accessibility(
    chromium: Browser, address: str, width: int, scheme: str, script: bool
) -> None:
    # axe is a script itself: where ours must not run, it is not fetched.
    page = await opened(chromium, address, width=width, scheme=scheme, without="" if script else "**/*.js")
    assert await broken_rules(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["ffe000", "e61350"])
async def test_styleguide_is_readable_in_difficult_colours(
    chromium: Browser, address: str, colour: str, scheme: str
) -> None:
    page = await opened(chromium, f"{address}?colour={colour}", scheme=scheme)
    assert await broken_rules(page) == []


@pytest.mark.parametrize("without", ["", "**/*.js"])
@pytest.mark.parametrize("width", [320, 375, 768, 1280, 1920])
async def test_styleguide_is_never_wider_than_the_screen(
    chromium: Browser, address: str, width: int, without: str
) -> None:
    page = await opened(chromium, address, width=width, without=without)
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_styleguide_can_be_read_at_twice_the_text_size(chromium: Browser, address: str) -> None:
    page = await opened(chromium, address, width=1280)
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 1280


async def test_styleguide_without_script_shows_what_it_says(chromium: Browser, address: str) -> None:
    page = await opened(chromium, address, width=375, script=False)
    await page.get_by_text("Menu", exact=True).first.click()
    assert await page.get_by_role("navigation", name="Menu").get_by_role("link", name="Projects").is_visible()
    assert await page.locator("[data-toast-close]").first.is_hidden()
    assert await page.locator("[data-map]").first.is_hidden()


async def test_styleguide_obeys_the_content_security_policy(chromium: Browser, address: str) -> None:
    page = await opened(chromium, "about:blank")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    await page.goto(address)
    await page.wait_for_load_state("networkidle")
    assert [text for text in said if "Security Policy" in text or "Error" in text] == []


async def test_dialog_opens_takes_focus_and_gives_it_back(chromium: Browser, address: str) -> None:
    page = await opened(chromium, address)
    opener = page.get_by_role("link", name="Withdraw the idea")
    await opener.focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Withdraw the idea?")
    assert await dialog.is_visible()
    assert await dialog.evaluate("dialog => dialog.contains(document.activeElement)")
    await page.keyboard.press("Escape")
    assert await dialog.is_hidden()
    assert await opener.evaluate("link => link === document.activeElement")


@pytest.mark.parametrize(("chosen", "scheme"), [("Dark", "dark"), ("Light", "light")])
async def test_choice_of_colours_is_kept(chromium: Browser, address: str, chosen: str, scheme: str) -> None:
    page = await opened(chromium, address)
    await page.get_by_role("button", name=chosen, exact=True).click()
    await page.reload()
    assert await page.locator("html").get_attribute("data-color-scheme") == scheme
