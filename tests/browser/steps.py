"""Small steps that the journeys share."""

import re

from playwright.async_api import Page, expect

from core.outside.mail import FolderMailer


async def press(page: Page, names: str) -> None:
    """The first button of the page's main part whose words begin so."""
    found = page.get_by_role("main").get_by_role("button", name=re.compile(f"^({names})", re.IGNORECASE))
    await found.first.click()


async def fill(page: Page, **typed: str) -> None:
    """By the names that the form sends; two underscores stand for a dot."""
    for name, text in typed.items():
        await page.locator(f'[name="{name.replace("__", ".")}"]').first.fill(text)


async def arrives(page: Page, path: str) -> None:
    """`path` is a pattern for the end of the address."""
    await expect(page).to_have_url(re.compile(f"{path}$"))


async def code_from(mails: FolderMailer, address: str, page: Page) -> str:
    """Mail leaves by the real worker, so it takes a moment."""
    for _ in range(150):
        for mail in mails.sent(address):
            body = mail.get_body(("plain",))
            if body is not None and (found := re.search(r"\b\d{6}\b", body.get_content())):
                return found[0]
        await page.wait_for_timeout(100)
    raise AssertionError(f"no code came to {address} within fifteen seconds")


async def too_wide(page: Page) -> bool:
    """Must one scroll sideways, once the page has settled? What a change of width sets off comes a moment later."""
    for _ in range(20):
        if await page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ):
            return False
        await page.wait_for_timeout(100)
    return True
