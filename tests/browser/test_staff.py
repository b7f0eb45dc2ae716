"""What staff do, in a real browser: make a project, answer, decide, import."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from core.contributions import react
from core.db import rows, value
from core.people import Role
from core.tenancy import Tenant, scope
from tests.browser.conftest import Open
from tests.browser.steps import arrives, fill, press
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.axe import broken_rules
from tests.support.people import new_person
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")
CSV = "Tittel;Tekst\nBenk ved elva;Så vi kan sitte der.\nLys i bakken;Det er mørkt om vinteren.\n;\n"


@pytest.fixture
async def ground(towns: Towns) -> Ground:
    return await new_ground(towns.a, settings={"comments": True})


async def test_administrator_makes_a_project_that_residents_see(towns: Towns, open_page: Open) -> None:
    admin = await new_person(towns.a, name="Aud Leder", role=Role.ADMIN)
    page = await open_page(towns.a, "/manage", person=admin)
    base = page.url.removesuffix("/manage")
    await page.get_by_role("link", name="Projects", exact=True).last.click()
    await page.get_by_role("link", name="New project").first.click()
    await fill(page, title__nb="Parken vår", summary__nb="Hva skal vi bruke parken til?")
    await press(page, "Make the draft")
    await arrives(page, r"/manage/projects/\d+")
    project = page.url.removeprefix(base)
    await page.goto(f"{base}{project}/content/new/text")
    await fill(page, title__nb="Bakgrunn")
    await _write(page, "text.nb", "Parken er gammel og fin.")
    await press(page, "Save")
    await page.goto(f"{base}{project}/timeline/new")
    await fill(page, names__nb="Vi samler ideer", starts_at="2026-01-01T09:00")
    await press(page, "Save")
    await page.goto(f"{base}{project}/activities/new")
    await page.locator('[name="method"][value="ideas"]').first.check()
    await fill(page, names__nb="Din idé")
    await press(page, "Go on")
    await arrives(page, r"/activities/\d+.*")
    activity = re.search(r"/activities/(\d+)", page.url)
    assert activity
    await page.goto(f"{base}{project}/timeline")
    show = page.get_by_role("button", name=re.compile("^Show|^Publish"))
    if await show.count():
        await show.first.click()
    await page.goto(f"{base}{project}")
    await press(page, "Publish")
    await arrives(page, "/projects/parken-var")

    resident = await open_page(towns.a, "/", width=375)
    await resident.get_by_role("link", name="Parken vår").first.click()
    await expect(resident.get_by_role("heading", name="Parken vår", level=1)).to_be_visible()
    await expect(resident.get_by_text("Parken er gammel og fin.")).to_be_visible()
    await resident.get_by_role("link", name=re.compile("Din idé")).first.click()
    await arrives(resident, "/projects/parken-var/din-ide")
    stranger = await open_page(towns.b, "/projects/parken-var")
    await expect(stranger.get_by_text("Parken vår")).to_have_count(0)


async def test_moderator_answers_and_author_and_supporter_hear_of_it(
    towns: Towns, ground: Ground, open_page: Open
) -> None:
    author, supporter = await new_person(towns.a, name="Odd Berg"), await new_person(towns.a, name="Liv Dal")
    idea = await new_idea(ground, author, title="Rekkverk ved trappa")
    async with ground.open() as place:
        await react(place=place, contribution_id=idea, person=supporter, value=1)
    moderator = await new_person(towns.a, name="Per Svar", role=Role.MODERATOR)
    page = await open_page(towns.a, f"{ground.url}/manage/{idea}", person=moderator)
    assert await broken_rules(page) == []
    await page.locator('select[name="status"], [name="status"]').first.wait_for()
    await _choose(page, "status", "Planned")
    await _write(page, "answer", "Rekkverket kommer i mai.")
    await press(page, "Save and tell")
    for person in (author, supporter):
        inbox = await open_page(towns.a, "/account/notifications", person=person, width=375)
        note = inbox.get_by_role("button", name=re.compile("Rekkverk ved trappa"))
        await expect(
            note.or_(inbox.get_by_role("link", name=re.compile("Rekkverk ved trappa"))).first
        ).to_be_visible()
    public = await open_page(towns.a, f"{ground.url}/{idea}")
    await expect(public.get_by_text("Rekkverket kommer i mai.")).to_be_visible()
    assert await _told(towns.a, author.id) == await _told(towns.a, supporter.id) == 1


async def test_report_comes_to_a_moderator_who_decides(towns: Towns, ground: Ground, open_page: Open) -> None:
    author, reporter = await new_person(towns.a, name="Sint Mann"), await new_person(towns.a)
    idea = await new_idea(ground, author, title="Alle som bor der er idioter")
    page = await open_page(towns.a, f"/contributions/{idea}/report", person=reporter, width=375)
    assert await broken_rules(page) == []
    await page.locator('[name="reason"]').first.check()
    await press(page, "Send|Report")
    moderator = await new_person(towns.a, role=Role.MODERATOR)
    desk = await open_page(towns.a, "/manage/moderation", person=moderator)
    await desk.get_by_role("link", name="Alle som bor der er idioter").click()
    await desk.locator('[name="decision"][value="hide"], [name="decision"][value="hidden"]').first.check()
    await _choose(desk, "reason", None)
    await press(desk, "Decide")
    await desk.goto(desk.url.partition("/manage")[0] + "/manage/moderation/record")
    await expect(desk.get_by_text("Alle som bor der er idioter").first).to_be_visible()
    public = await open_page(towns.a, f"{ground.url}/{idea}")
    await expect(public.get_by_role("heading", name="Alle som bor der er idioter")).to_have_count(0)
    assert await _told(towns.a, author.id) == 1


@pytest.mark.parametrize("script", [True, False])
async def test_csv_is_imported_with_a_preview_and_undone(
    towns: Towns, ground: Ground, open_page: Open, tmp_path: Path, script: bool
) -> None:
    file = tmp_path / "ideer.csv"
    file.write_text(CSV)
    admin = await new_person(towns.a, role=Role.ADMIN)
    page = await open_page(towns.a, f"{ground.url}/manage/import", person=admin, script=script)
    await page.locator('input[name="ideas"]').set_input_files(file)
    await press(page, "Go on")
    await arrives(page, r"/import/\d+")
    if script:
        assert await broken_rules(page) == []
    await page.locator('select[name="ideas.0"]').select_option("title")
    await press(page, "Show the preview")
    await expect(page.get_by_role("heading", name="Preview", level=1)).to_be_visible()
    await press(page, "Import 2 ideas")
    await _until(page, "Imported", script=script)
    assert await _titles(ground) == ["Benk ved elva", "Lys i bakken"]
    await page.get_by_role("link", name="Undo the import").click()
    await press(page, "Undo the import")
    await _until(page, "Undone", script=script)
    assert await _titles(ground) == []


async def _until(page: Page, heading: str, *, script: bool) -> None:
    """The page looks again by itself; without script, by its link."""
    wanted = page.get_by_role("heading", name=heading, level=1)
    for _ in range(60):
        if await wanted.count():
            return
        await page.wait_for_timeout(250)
        if not script:
            await page.reload()
    raise AssertionError(f"never “{heading}”")


async def _titles(ground: Ground) -> list[str]:
    async with scope(ground.tenant, read_only=True):
        found = await rows(
            "SELECT title FROM contribution WHERE activity = $1 AND root IS NULL ORDER BY title",
            ground.activity_id,
        )
    return [each["title"] for each in found]


async def _told(tenant: Tenant, person_id: int) -> int:
    async with scope(tenant, read_only=True):
        found: int = await value("SELECT count(*) FROM notification WHERE person = $1", person_id)
    return found


async def _choose(page: Page, name: str, label: str | None) -> None:
    """One of a list, or of round buttons; without a label, the first that is real."""
    select = page.locator(f'select[name="{name}"]')
    if await select.count():
        await select.select_option(**({"label": label} if label else {"index": 1}))
    elif label:
        await page.get_by_role("radio", name=label).first.check()
    else:
        await page.locator(f'[name="{name}"][type="radio"]').first.check()


async def _write(page: Page, name: str, text: str) -> None:
    """Into the editor where there is one, else into the plain field behind it."""
    plain = page.locator(f'textarea[name="{name}"]')
    if await plain.is_visible():
        await plain.fill(text)
    else:
        await page.locator("[contenteditable=true]:visible").first.fill(text)
