"""Citizens' proposals in a real browser: the whole way by mouse and without script, every page with axe, phone and desk."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from core.people import Role
from core.sdk import Content
from core.sdk.testing.activities import new_activity
from plugins.proposals.checking import approve
from plugins.proposals.paper import enter
from plugins.proposals.settings import ProposalsSettings
from plugins.proposals.writing import begin, send_in
from tests.browser.conftest import Open
from tests.browser.steps import press, too_wide
from tests.plugins.proposals.conftest import POSTCODE, Ground, new_proposal
from tests.support.axe import broken_rules
from tests.support.people import new_person
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")
LOOKS: tuple[tuple[int, Any], ...] = (
    (375, "light"),
    (1280, "dark"),
    (320, "light"),
)


@pytest.fixture
async def ground(towns: Towns) -> Ground:
    settings = ProposalsSettings(enough=3, reason={"nb": "Prøve."}, address={"nb": "Servicetorget"})
    stand = await new_activity(towns.a, "proposals", settings=settings)
    author = await new_person(towns.a, name="Kari Nordvik", postcode=POSTCODE)
    staff = await new_person(towns.a, name="Siv Saksbehandler", role=Role.MANAGER)
    return Ground(stand, author, staff)


@pytest.mark.parametrize("script", [True, False])
async def test_proposal_is_written_checked_and_signed(ground: Ground, open_page: Open, script: bool) -> None:
    author = await open_page(ground.tenant, f"{ground.url}/new", person=ground.author, script=script)
    await author.get_by_label(re.compile("What do you propose")).fill("Lys i akebakken")
    if script:
        await author.locator("[contenteditable=true]").first.fill("Bygg lys, så vi kan ake om kvelden.")
    else:
        await author.locator("textarea[name=body]").fill("Bygg lys, så vi kan ake om kvelden.")
    await press(author, "Send it in")
    await expect(author.get_by_text("checks the form").first).to_be_visible()
    path = "/" + author.url.split("/", 3)[3]
    number = path.rsplit("/", 1)[1]

    staff = await open_page(
        ground.tenant, f"{ground.url}/manage/{number}", person=ground.staff, script=script
    )
    await staff.get_by_label("The form is in order").check()
    await press(staff, "Save and tell")
    await expect(staff.get_by_text("Collecting signatures").first).to_be_visible()

    signer = await new_person(ground.tenant, name="Ola Sund", postcode=POSTCODE)
    page = await open_page(ground.tenant, path, person=signer, script=script, width=375)
    await page.get_by_label("Show my name").check()
    await press(page, "Sign the proposal")
    await expect(page.get_by_text("You have signed this. Your name is shown.")).to_be_visible()
    await press(page, "Take my signature back")
    await expect(page.get_by_role("button", name="Sign the proposal")).to_be_visible()


async def test_signing_by_keyboard_alone(ground: Ground, open_page: Open) -> None:
    number = await new_proposal(ground)
    signer = await new_person(ground.tenant, name="Ola Sund", postcode=POSTCODE)
    page = await open_page(ground.tenant, f"{ground.url}/{number}", person=signer)
    for _step in range(60):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.innerText?.trim() === 'Sign the proposal'"):
            break
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("You have signed this.").first).to_be_visible()


async def test_every_page_can_be_used_by_everybody(ground: Ground, open_page: Open) -> None:
    waiting, number = await _fill(ground)
    resident = [
        "", "/new", "/mine", f"/{number}", f"/{number}/author", f"/{number}/withdraw", f"/{waiting}",
    ]  # fmt: skip
    page = await open_page(ground.tenant, ground.url, person=ground.author)
    found = await _walk(page, [ground.url + path for path in resident])
    staff = ["/manage", f"/manage/{waiting}", f"/manage/{number}", f"/manage/{number}/paper"]
    desk = await open_page(ground.tenant, ground.url, person=ground.staff)
    found += await _walk(desk, [ground.url + path for path in staff])
    visitor = await open_page(ground.tenant, ground.url)
    found += await _walk(visitor, [ground.url, f"{ground.url}/{number}"])
    assert found == []


async def _fill(ground: Ground) -> tuple[int, int]:
    """One that waits for the check, one whose goal is reached; the numbers of both."""
    waiting = await new_proposal(ground, "Venter på sjekk", approved=False)
    async with ground.stand.open() as place:
        content = Content(title="Gangbru over Storelva ved skolen", body="<p>Bygg brua.</p>")
        number = await begin(place=place, author=ground.author, content=content)
        await send_in(place=place, author=ground.author, proposal_id=number)
        await approve(place=place, proposal_id=number, by=ground.staff)
        lines = "\n".join(f"Per Person{n}; Kaiveien {n}; {POSTCODE}" for n in range(5))
        await enter(place=place, proposal_id=number, by=ground.staff, text=lines, sure=(), note="Ark 1")
    return waiting, number


async def _walk(page: Page, paths: list[str]) -> list[str]:
    origin = "/".join(page.url.split("/")[:3])
    found = []
    for path in paths:
        await page.goto(origin + path)
        for width, scheme in LOOKS:
            await page.set_viewport_size({"width": width, "height": 900})
            await page.emulate_media(color_scheme=scheme)
            only = None if scheme == "light" else ["color-contrast"]
            found += [f"{path} {width} {scheme}: {rule}" for rule in await broken_rules(page, only=only)]
            if await too_wide(page):
                found.append(f"{path}: wider than {width} px")
    return found
