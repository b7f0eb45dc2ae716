"""From what people wrote to recommendations, in a real browser: by axe's rules, on a phone, without script, with real data."""

import os
import re
import sys
import time
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from core.contributions.labels import add_topic
from core.db import execute, rows
from core.people import Role
from core.tenancy import scope
from plugins.ideas.cli import import_files
from plugins.ideas.importing import Part
from tests.browser.conftest import Open
from tests.browser.steps import press, too_wide
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.plugins.insights.desk import CYCLING, POOL
from tests.support.axe import broken_rules
from tests.support.people import new_person
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")
PICTURES = os.environ.get("AL_PICTURES")
DATA = Path(os.environ.get("DATA", "/not/given")) / "ideas"
LONG = 900_000  # milliseconds: reading is done by a small model on whatever machine this is
REAL = ("vallejo_en.csv", "barcelona_ca.csv")  # 1,676 ideas in two languages


async def seen(page: Page, name: str) -> None:
    """By axe's rules, wide and narrow; a picture for whoever wants to look."""
    for width in (1280, 375):
        await page.set_viewport_size({"width": width, "height": 900})
        assert not await too_wide(page), (name, width)
        if PICTURES:
            await page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
        assert await broken_rules(page) == [], (name, width)
    await page.set_viewport_size({"width": 1280, "height": 900})


async def ideas(towns: Towns) -> Ground:
    ground = await new_ground(towns.a)
    for text in [*CYCLING, *POOL]:
        await new_idea(ground, await new_person(towns.a), title=text[:60], body=f"<p>{text}.</p>")
    return ground


async def sorted_study(page: Page, ground: Ground) -> str:
    """Its address, once the themes are there."""
    await page.goto(re.sub(r"/manage.*", f"/manage/insights/new?project={ground.project_id}", page.url))
    await page.locator('[name="title"]').fill("Hva sies")
    await press(page, "Read and sort")
    await expect(page.locator(".al-themes > li").first).to_be_visible(timeout=LONG)
    return page.url.split("#", maxsplit=1)[0]


async def test_from_themes_to_signed_recommendations(open_page: Open, towns: Towns) -> None:
    ground = await ideas(towns)
    page = await open_page(towns.a, "/manage", person=await new_person(towns.a, role=Role.MANAGER))
    study = await sorted_study(page, ground)
    await page.get_by_role("link", name="Recommendations", exact=True).click()
    await press(page, "Make proposals of these")
    await expect(page.get_by_role("button", name="Accept those that are ticked")).to_be_visible(timeout=LONG)
    await seen(page, "proposals")
    await press(page, "Accept those that are ticked")
    await expect(page.get_by_role("heading", name=re.compile(r"^\d+ recommendations?$"))).to_be_visible()
    await seen(page, "recommendations")
    await page.locator(".al-rec h3 a").first.click()
    await page.locator('[name="title"]').fill("Bygg trygg sykkelvei til skolen")
    await seen(page, "recommendation")
    await press(page, "Save")
    await expect(page.get_by_role("link", name="Bygg trygg sykkelvei til skolen", exact=True)).to_be_visible()
    await press(page, "Sign them")
    await expect(page.get_by_text("Signed by").first).to_be_visible()
    await page.goto(f"{study}/summaries")
    await seen(page, "summaries")
    await press(page, "Summarise")
    await expect(page.get_by_role("button", name="Sign it")).to_be_visible(timeout=LONG)
    await seen(page, "summary")
    await page.get_by_role("link", name="Edit", exact=True).click()
    await seen(page, "summary-edit")
    await press(page, "Save")
    await press(page, "Sign it")
    await press(page, "Publish")
    await page.get_by_role("link", name="What was changed in the draft").click()
    await seen(page, "changes")
    await page.goto(re.sub(r"/manage.*", ground.url.rpartition("/")[0], page.url))
    await page.get_by_role("link", name="Read what people have said").click()
    await seen(page, "public")


async def test_workbench_without_script(open_page: Open, towns: Towns) -> None:
    ground = await ideas(towns)
    person = await new_person(towns.a, role=Role.MANAGER)
    page = await open_page(towns.a, "/manage", person=person, script=False, width=375)
    await page.goto(re.sub(r"/manage.*", f"/manage/insights/new?project={ground.project_id}", page.url))
    await page.locator('[name="title"]').fill("Uten skript")
    await press(page, "Read and sort")
    await until(page, page.url, ".al-themes > li")
    await page.get_by_role("link", name="Recommendations", exact=True).click()
    await press(page, "Make proposals of these")
    await until(page, page.url, ".al-rec")
    await press(page, "Accept those that are ticked")
    await page.locator('button[name="step"][value="down"]').first.click()
    await expect(page.get_by_role("heading", name=re.compile(r"^\d+ recommendations?$"))).to_be_visible()


async def until(page: Page, address: str, selector: str) -> None:
    """Somebody without script loads the page again."""
    for _ in range(120):
        if await page.locator(selector).count():
            return
        await page.wait_for_timeout(500)
        await page.goto(address)
    raise AssertionError(f"no {selector} within a minute")


@pytest.mark.skipif(not DATA.is_dir(), reason="the real data is not here: DATA=../shared/data")
async def test_more_than_1500_real_contributions_to_15_recommendations(open_page: Open, towns: Towns) -> None:
    ground = await new_ground(towns.a)
    for name in REAL:
        async with ground.open() as place:
            await import_files(place=place, files={Part.IDEAS: (name, (DATA / name).read_bytes())}, chosen={})
    page = await open_page(towns.a, "/manage/insights", person=await new_person(towns.a, role=Role.MANAGER))
    clicks, spent, began = 0, {}, time.monotonic()

    async def click(name: str, role: str = "button") -> None:
        nonlocal clicks
        clicks += 1
        await page.get_by_role("main").get_by_role(role, name=re.compile(f"^{name}")).first.click()  # type: ignore[arg-type]

    await click("New study", "link")
    clicks += 1
    await page.locator(f'a[href$="/new?project={ground.project_id}"]').click()
    await page.locator('[name="title"]').fill("Hva vil folk?")
    at = time.monotonic()
    await click("Read and sort")
    await expect(page.locator(".al-themes > li").first).to_be_visible(timeout=LONG)
    spent["reading and sorting"] = time.monotonic() - at
    await click("Recommendations", "link")
    at = time.monotonic()
    await click("Make proposals of these")
    await expect(page.get_by_role("button", name="Accept those that are ticked")).to_be_visible(timeout=LONG)
    spent["proposals"] = time.monotonic() - at
    await seen(page, "real-proposals")
    await click("Accept those that are ticked")
    heading = page.get_by_role("heading", name=re.compile(r"^\d+ recommendations?$"))
    await expect(heading).to_be_visible()
    await click("Sign them")
    spent["in all"] = time.monotonic() - began
    said = " ".join(f"{what}: {seconds:.0f} s." for what, seconds in spent.items())
    sys.stdout.write(f"\n{await heading.inner_text()} in {clicks} clicks. {said}\n")
    await traced(ground)
    assert await heading.inner_text() == "15 recommendations"
    assert clicks <= 10


async def traced(ground: Ground) -> None:
    """Each rests on contributions, with words of at least one of them."""
    async with scope(ground.tenant, read_only=True):
        found = await rows(
            "SELECT r.title, (SELECT count(*) FROM insights_backing b WHERE b.recommendation = r.id) AS behind, "
            "(SELECT count(*) FROM insights_evidence e WHERE e.recommendation = r.id AND e.side = 'for') AS words, "
            "(SELECT count(*) FROM insights_evidence e WHERE e.recommendation = r.id AND e.side = 'against') AS against "
            "FROM insights_recommendation r JOIN insights_study s ON s.id = r.study WHERE s.project = $1 "
            "AND r.state = 'accepted' ORDER BY r.position",
            ground.project_id,
        )
    for each in found:
        sys.stdout.write(
            f"  {each['title']}: {each['behind']} contributions, {each['words']} for, {each['against']} against\n"
        )
    assert all(each["behind"] >= 3 and each["words"] for each in found)


async def dark(page: Page, name: str) -> None:
    """The same page where somebody prefers dark colours, by axe's rules."""
    await page.emulate_media(color_scheme="dark")
    await page.wait_for_timeout(300)
    await seen(page, f"{name}-dark")
    await page.emulate_media(color_scheme="light")


async def test_topics_alike_engine_and_what_was_sent_in_light_and_dark(open_page: Open, towns: Towns) -> None:
    ground = await ideas(towns)
    letter = "Jeg krever at kommunen stanser utbyggingen og lar stranda være åpen for alle som bor her"
    for before in ("", "Hei! ", "Kjære kommune. "):
        text = f"{before}{letter}"
        await new_idea(ground, await new_person(towns.a), title=text[:60], body=f"<p>{text}.</p>")
    async with scope(towns.a):
        for name in ("Sykkel", "Svømming"):
            await add_topic(names={"nb": name}, descriptions={"nb": name}, key=f"b{name.lower()}")
        await execute(
            "INSERT INTO insights_sent (purpose, model, prompt, digest, sent, cost, outcome) "
            "VALUES ('label', 'modell', 'label.1', 'x', 'Det som ble sendt', 0.01, 'ok')"
        )
    page = await open_page(towns.a, "/manage", person=await new_person(towns.a, role=Role.ADMIN))
    study = await sorted_study(page, ground)
    await seen(page, "themes")
    await dark(page, "themes")
    base = re.sub(r"/manage.*", "", page.url)
    await page.goto(f"{study}/topics")
    await press(page, "Suggest topics")
    await until(page, f"{study}/topics", ".al-reads__one")
    await seen(page, "topics")
    await page.goto(f"{study}/alike")
    await press(page, "Look for texts that are alike")
    await until(page, f"{study}/alike", ".al-themes > li")
    await seen(page, "alike")
    await page.locator(".al-theme h2 a").first.click()
    await press(page, "It is a campaign")
    await seen(page, "alike-one")
    for path, name in (
        ("/manage/insights/engine", "engine"),
        ("/manage/insights/sent", "sent"),
        ("/manage/insights/rules", "rules"),
        ("/manage/insights/los", "los"),
    ):
        await page.goto(f"{base}{path}")
        await seen(page, name)
    await dark(page, "los")
    await page.goto(f"{study}/selection")
    await page.locator("summary", has_text="Choose fewer").click()
    await seen(page, "selection")
    await dark(page, "selection")


async def test_themes_are_arranged_by_mouse_by_keyboard_and_by_the_form(
    open_page: Open, towns: Towns
) -> None:
    ground = await ideas(towns)
    page = await open_page(towns.a, "/manage", person=await new_person(towns.a, role=Role.MANAGER))
    study = await sorted_study(page, ground)
    for name in ("Ute", "Inne"):
        await page.goto(study)
        await page.locator("#new-theme").fill(name)
        await press(page, "Make the theme")
    await page.goto(f"{study}/arrange")
    await seen(page, "arrange")
    upper = page.get_by_role("heading", name="Below “Ute”")
    below = upper.locator("xpath=following-sibling::ul[1]")
    inner = 'li:has(> .al-arrange__name:has-text("Inne"))'
    grip = page.locator(inner).locator(".al-order__grip")
    await below.scroll_into_view_if_needed()
    await grip.drag_to(below)
    await expect(below.locator(inner)).to_be_visible()
    await below.locator("select").focus()
    await page.keyboard.press("Home")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Move Inne")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(below.locator("li")).to_have_count(0)
