"""The result and the counting, in a real browser: by rule of accessibility, on a phone, without script."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from core.db import execute
from core.people import Role
from core.tenancy import scope
from plugins.voting.results.count import count_now
from plugins.voting.results.publish import publish_result
from tests.browser.conftest import Open
from tests.browser.steps import press, too_wide
from tests.plugins.voting.conftest import Vote, make_vote
from tests.plugins.voting.test_result import BALLOTS, fill
from tests.support.axe import broken_rules
from tests.support.people import new_person
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")


async def closed_vote(towns: Towns, **settings: object) -> Vote:
    staff = await new_person(towns.a, role=Role.MANAGER)
    vote = await make_vote(towns.a, staff, **settings)
    await fill(vote, *BALLOTS)
    async with scope(towns.a):
        await execute(
            "UPDATE activity SET closes_at = $2, version = version + 1 WHERE id = $1",
            vote.stand.activity_id,
            datetime.now(UTC) - timedelta(minutes=1),
        )
    return vote


@pytest.mark.parametrize("script", [True, False])
async def test_staff_count_and_publish(towns: Towns, open_page: Open, script: bool) -> None:
    vote = await closed_vote(towns)
    page = await open_page(towns.a, f"{vote.url}/manage/result", person=vote.staff, script=script)
    await press(page, "Count the votes")
    for _each in range(40):
        if await page.get_by_role("button", name="Publish the result").count():
            break
        await page.wait_for_timeout(250)
        if not script:
            await page.reload()
    await press(page, "Publish the result")
    await expect(page.get_by_role("heading", name="Result", exact=True)).to_be_visible()
    await expect(page.get_by_text("It was number 1 in turn").first).to_be_visible()
    await page.get_by_label("Your receipt").fill("0000-0000")
    await press(page, "Find it")
    await expect(page.get_by_text("No ballot has this receipt")).to_be_visible()


async def test_papers_are_typed_in_by_keyboard(towns: Towns, open_page: Open) -> None:
    vote = await make_vote(towns.a, await new_person(towns.a, role=Role.MANAGER))
    page = await open_page(towns.a, f"{vote.url}/manage/paper/type", person=vote.staff)
    await page.get_by_label("Number on the paper").press("Tab")
    await page.keyboard.press("Space")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Number on the paper")).to_have_value("2")
    await page.get_by_role("link", name="All papers").click()
    await expect(page.get_by_text("Read once")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
async def test_pages_of_the_result_break_no_rule(
    towns: Towns, open_page: Open, width: int, scheme: str
) -> None:
    vote = await closed_vote(towns, rule="equal_shares")
    open_vote = await make_vote(towns.a, vote.staff, ballot="points")
    async with vote.stand.open() as place:
        await count_now(place=place, by_id=vote.staff.id)
    page = await open_page(
        towns.a, f"{vote.url}/manage/result", person=vote.staff, width=width, scheme=scheme
    )
    base = re.sub("/projects/.*", "", page.url)
    found = {"looked": await broken_rules(page)}
    async with vote.stand.open() as place:
        await publish_result(place=place, by=vote.staff)
    option = vote.options["Benker"]
    paths = [
        f"{vote.url}/{path}"
        for path in ("result", "result/receipt?receipt=00", "manage/result", "manage/paper")
    ]
    paths += [f"{vote.url}/manage/result/{option}", f"{open_vote.url}/result"]
    paths += [f"{open_vote.url}/manage/{path}" for path in ("paper/type", "paper/voters", "result")]
    for path in paths:
        await page.goto(base + path)
        found[path] = await broken_rules(page)
        assert not await too_wide(page), path
    assert {path: rules for path, rules in found.items() if rules} == {}
