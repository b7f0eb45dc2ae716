"""A municipality signs up on the platform's host, and lands on its staff pages."""

import re
import secrets

import pytest
from playwright.async_api import expect

from core.db import execute, value
from core.outside.mail import FolderMailer
from core.people import Role
from core.tenancy import PLATFORM, Status, scope
from core.tenancy.registry import tenant_at
from tests.browser.conftest import Open
from tests.browser.steps import arrives, code_from, fill, press, too_wide
from tests.support.axe import broken_rules

pytestmark = pytest.mark.xdist_group("processes")


@pytest.mark.parametrize(("script", "width", "scheme"), [(True, 1280, "light"), (False, 375, "dark")])
async def test_municipality_signs_up_and_lands_on_its_checklist(
    open_page: Open, mails: FolderMailer, script: bool, width: int, scheme: str
) -> None:
    email, address = f"{secrets.token_hex(5)}@example.org", f"x{secrets.token_hex(4)}"
    page = await open_page(PLATFORM, "/", script=script, width=width, scheme=scheme)
    found = {}

    async def look(step: str) -> None:
        assert not await too_wide(page), step
        if script and (rules := await broken_rules(page)):
            found[step] = rules

    await look("landing")
    await page.get_by_role("link", name="Make a site for your municipality").first.click()
    await arrives(page, "/sign-up")
    await look("organisation")
    await page.get_by_text("We are not in the list").click()
    await fill(page, other_name="Prøvebygda kommune")
    await page.locator('[name="foreign"][type="checkbox"]').check()
    await press(page, "Go on")
    await arrives(page, "/sign-up/you")
    await look("you")
    await fill(page, name="Kari Ås", email=email)
    await press(page, "Send me a code")
    await arrives(page, "/sign-up/code")
    await look("code")
    await fill(page, code=await code_from(mails, email, page))
    await press(page, "Go on")
    await arrives(page, "/sign-up/place")
    await look("place")
    await fill(page, address=address)
    await press(page, "Make the site")
    await arrives(page, r"/sign-up/done.*")
    await look("done")
    await page.get_by_role("link", name="Go to the site").click()
    await press(page, "Go in as administrator")
    await arrives(page, "/manage")
    await look("manage")
    assert f"//{address}.allmenning.test" in page.url
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.locator("a[href='/manage/settings']").first).to_be_attached()
    assert found == {}
    tenant = await tenant_at(f"{address}.allmenning.test")
    assert tenant is not None
    assert tenant.status is Status.UNCONFIRMED
    async with scope(tenant, read_only=True):
        assert await value("SELECT (email, role)::text FROM person") == f"({email},{Role.ADMIN})"


async def test_desk_is_usable_and_closed_to_others(open_page: Open) -> None:
    async with scope(PLATFORM):
        expert_id = await value(
            "INSERT INTO person (name, email, role) VALUES ('Ekspert', $1, 'support') RETURNING id",
            f"{secrets.token_hex(5)}@example.org",
        )
        await execute("UPDATE person SET locale = 'en' WHERE id = $1", expert_id)
    from core.people import Person

    expert = Person(id=expert_id, name="Ekspert", email="", role=Role.SUPPORT, postcode="")
    page = await open_page(PLATFORM, "/desk", person=expert, width=375)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert await broken_rules(page) == []
    assert not await too_wide(page)
    stranger = await open_page(PLATFORM, "/desk")
    assert not re.search("Prøvebygda", await stranger.content())
