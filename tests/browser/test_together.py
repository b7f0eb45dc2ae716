"""A process made of plugins alone: ideas, the ten best as options, evaluation, a vote, its result, word back to each proposer."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from core.contributions import Content, react, submit
from core.db import execute, row, rows, value
from core.i18n import Localized
from core.people import Person, Role
from core.projects.content import TextBlock
from core.projects.content_service import set_blocks
from core.projects.place import place_of_activity
from core.tenancy import Tenant, scope, site
from tests.browser.conftest import Open
from tests.browser.steps import arrives, fill, press
from tests.support.axe import broken_rules
from tests.support.people import new_person
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")
IDEAS, CHOSEN, VOTERS = 12, 10, 3
STAGES = {"ideas": 0, "evaluation": 28, "vote": 63, "closed": 84}  # days after the first


async def test_from_ideas_to_a_result_that_each_proposer_hears_of(towns: Towns, open_page: Open) -> None:
    town = towns.a
    admin = await new_person(town, name="Aud Leder", role=Role.ADMIN)
    residents = [await new_person(town, name=f"Beboer {n}", postcode="8123") for n in range(VOTERS)]
    staff = await open_page(town, "/manage/projects/new", person=admin)
    project_id = await _begin(staff, town)
    ideas, voting = await _urls(town, project_id)
    await _share_ideas(town, project_id, residents)
    await _turn_to(town, project_id, "evaluation")
    await _choose_the_best(staff, voting)
    await _evaluate(staff, voting)
    await _turn_to(town, project_id, "vote")
    receipts = [await _vote(await open_page(town, voting, person=person), voting) for person in residents]
    assert len(set(receipts)) == VOTERS
    await _turn_to(town, project_id, "closed")
    await _count_and_publish(staff, voting)
    await _read_the_result(await open_page(town, f"{voting}/result"), receipts[0])
    await _tell(staff, voting)
    proposer = await open_page(town, "/account/notifications", person=residents[0])
    await expect(proposer.get_by_role("main")).to_contain_text("Idé 0")
    told = await rows_in(
        town,
        "SELECT s.kind, count(*) AS n FROM contribution c JOIN status s ON s.id = c.status "
        "JOIN voting_option o ON o.source = c.id GROUP BY s.kind ORDER BY s.kind",
    )
    assert sum(each["n"] for each in told) == CHOSEN
    assert {each["kind"] for each in told} == {"accepted", "declined"}
    await proposer.goto(proposer.url.replace("/account/notifications", ideas))
    assert await broken_rules(proposer) == []


async def _begin(staff: Page, town: Tenant) -> int:
    """A project from the recipe, with a budget for the vote, published."""
    first = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    await fill(staff, title__nb="Nærmiljøpotten", summary__nb="Hva skal pengene brukes til?", first_day=first)
    await staff.locator('[name="recipe"][value="participatory_budget"]').check()
    await press(staff, "Make the draft")
    await arrives(staff, r"/manage/projects/\d+")
    project_id = int(staff.url.rsplit("/", 1)[1])
    async with scope(town):
        await set_blocks(project_id=project_id, blocks=[TextBlock(text=Localized(nb="Du bestemmer."))])
        voting = await value("SELECT id FROM activity WHERE project = $1 AND method = 'voting'", project_id)
    base = staff.url
    await staff.goto(f"{base}/activities/{voting}/settings")
    await fill(staff, settings__budget="500000")
    await staff.locator('[name="settings.rule"][value="equal_shares"]').first.check()
    await press(staff, "Save")
    await staff.goto(base)
    await press(staff, "Publish")
    await arrives(staff, r"/projects/naermiljopotten")
    return project_id


async def _urls(town: Tenant, project_id: int) -> tuple[str, str]:
    found = await rows_in(
        town,
        "SELECT a.method, '/projects/' || p.slug || '/' || a.slug AS url FROM activity a JOIN project p ON p.id = a.project "
        f"WHERE p.id = {project_id} AND a.method IN ('ideas', 'voting') ORDER BY a.method",
    )
    return found[0]["url"], found[1]["url"]


async def _share_ideas(town: Tenant, project_id: int, residents: list[Person]) -> None:
    """Twelve ideas; the last two have no support."""
    async with scope(town):
        activity = await value("SELECT id FROM activity WHERE project = $1 AND method = 'ideas'", project_id)
        place = await place_of_activity(await site(), activity)
        assert place is not None
        for n in range(IDEAS):
            author = residents[n % VOTERS]
            idea = await submit(
                place=place,
                kind="idea",
                author=author,
                content=Content(title=f"Idé {n}", body=f"<p>Bygg nummer {n}.</p>"),
            )
            others = [person for person in residents if person.id != author.id] if n < CHOSEN else []
            for person in others:
                await react(place=place, contribution_id=idea, person=person, value=1)


async def _choose_the_best(staff: Page, voting: str) -> None:
    await staff.goto(_at(staff, f"{voting}/manage/from-ideas"))
    boxes = staff.locator('main input[name="id"]')
    await expect(boxes).to_have_count(IDEAS)
    for n in range(CHOSEN):
        await boxes.nth(n).check()
    await press(staff, "Make options")
    await arrives(staff, "/manage")


async def _evaluate(staff: Page, voting: str) -> None:
    for _n in range(CHOSEN):
        await staff.goto(_at(staff, f"{voting}/evaluate"))
        await staff.locator(f'main a[href*="{voting}/evaluate/"]').first.click()
        await staff.locator('[name="feasible"][value="yes"]').first.check()
        await fill(staff, cost="150000", reason="Vi har regnet på det.")
        await press(staff, "Save the evaluation")
        await arrives(staff, "/evaluate")


async def _vote(page: Page, voting: str) -> str:
    """Three of the ten: those that came in first. The receipt code."""
    await page.goto(_at(page, f"{voting}/ballot"))
    for n in range(3):
        await page.get_by_role("checkbox", name=re.compile(f"^Idé {n}$")).check()
    await press(page, "Go on")
    await arrives(page, "/ballot/review")
    assert await broken_rules(page) == []
    await press(page, "Cast")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is counted")
    text = await page.get_by_role("main").inner_text()
    found = re.search(r"Receipt code\s+([0-9A-Z -]{10,})", text)
    assert found, text
    return found[1].strip()


async def _count_and_publish(staff: Page, voting: str) -> None:
    await staff.goto(_at(staff, f"{voting}/manage/result"))
    await press(staff, "Count the votes")
    publish = staff.get_by_role("button", name="Publish the result")
    for _try in range(40):
        if await publish.count():
            break
        await staff.wait_for_timeout(500)
        await staff.goto(_at(staff, f"{voting}/manage/result"))
    await publish.first.click()
    await expect(staff.get_by_role("main")).to_contain_text(re.compile("published", re.IGNORECASE))


async def _read_the_result(page: Page, receipt: str) -> None:
    """500,000 pays for three options of 150,000: those that everybody wanted."""
    main = page.get_by_role("main")
    for n in range(3):
        await expect(main).to_contain_text(f"Idé {n}")
    assert await broken_rules(page) == []
    await page.goto(f"{page.url}/receipt")
    await fill(page, receipt=receipt)
    await press(page, "Find it")
    await expect(main).to_contain_text("Your ballot is counted")


async def _tell(staff: Page, voting: str) -> None:
    await staff.goto(_at(staff, f"{voting}/manage/tell"))
    await press(staff, "Save and tell them")
    await expect(staff.get_by_text(re.compile(r"Saved\. \d+ (person is|people are) told"))).to_be_visible()


async def _turn_to(town: Tenant, project_id: int, stage: str) -> None:
    """Time goes on: the phases move so that this one began two days ago."""
    async with scope(town):
        first = await row("SELECT min(starts_at) AS at FROM phase WHERE project = $1", project_id)
        assert first is not None
        back = first["at"] - (datetime.now(UTC) - timedelta(days=STAGES[stage] + 2))
        await execute(
            "UPDATE phase SET starts_at = starts_at - $2::interval, ends_at = ends_at - $2::interval WHERE project = $1",
            project_id,
            back,
        )
        await execute("UPDATE site SET version = version + 1")


async def rows_in(town: Tenant, sql: str) -> list[dict[str, object]]:
    async with scope(town, read_only=True):
        return await rows(sql)


def _at(page: Page, path: str) -> str:
    return re.sub(r"^(https?://[^/]+).*", rf"\g<1>{path}", page.url)
