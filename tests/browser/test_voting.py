"""A resident votes in a real browser, with and without script, by keyboard and on a phone; every page is sound."""

import re

import pytest
from playwright.async_api import Page, expect

from core.db import execute, value
from core.people import Person, Role
from core.sdk import Localized
from core.tenancy import scope
from plugins.voting.making.evaluating import evaluate
from plugins.voting.making.parts import add_part
from tests.browser.conftest import Open
from tests.browser.steps import arrives, fill, press, too_wide
from tests.plugins.voting.conftest import Vote, make_vote
from tests.support.axe import broken_rules
from tests.support.people import new_person
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture
async def manager(towns: Towns) -> Person:
    return await new_person(towns.a, name="Siv Leder", role=Role.ADMIN)


@pytest.fixture
async def vote(towns: Towns, manager: Person) -> Vote:
    return await make_vote(towns.a, manager)


async def _furnished(vote: Vote) -> int:
    """A category, a district, an evaluation and an option that was set aside. The category's number."""
    async with vote.stand.open() as place:
        part = await add_part(place=place, kind="category", names=Localized({"nb": "Natur"}), budget=80_000)
        await add_part(place=place, kind="district", names=Localized({"nb": "Nord"}), budget=None)
        await execute("UPDATE voting_option SET category = $2 WHERE id = $1", vote.options["Benker"], part)
        for title, feasible in (("Benker", "partly"), ("Lys i løypa", "no")):
            await evaluate(
                place=place,
                by=vote.staff,
                option_id=vote.options[title],
                feasible=feasible,
                cost=30_000,
                reason="Slik er det.",
            )
    return part


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1280, "light")])
async def test_every_page_of_a_vote_is_sound(
    vote: Vote, manager: Person, open_page: Open, width: int, scheme: str
) -> None:
    part = await _furnished(vote)
    one, two, _three = vote.options.values()
    page = await open_page(vote.tenant, vote.url, person=manager, width=width, scheme=scheme)
    base = re.sub(r"/projects/.*", "", page.url)
    residents = [
        "",
        f"/{one}",
        "/set-aside",
        f"/compare?option={one}&option={two}",
        "/compare",
        "/ballot",
        "/change",
    ]
    manage = [
        "",
        "/new",
        f"/{one}",
        f"/{one}/remove",
        "/parts",
        f"/parts/{part}",
        "/from-ideas",
        "/from-file",
        "/tell",
    ]
    addresses = [*residents, "/evaluate", f"/evaluate/{two}", *(f"/manage{each}" for each in manage)]
    for address in addresses:
        answer = await page.goto(base + vote.url + address)
        assert answer is not None
        assert answer.status == 200, address
        assert not await broken_rules(page), address
        assert not await too_wide(page), address


async def _codes(page: Page) -> tuple[str, str]:
    return (
        (await page.locator("#receipt-code").inner_text()).strip(),
        (await page.locator("#change-code").inner_text()).strip(),
    )


async def _choices(vote: Vote, receipt: str) -> dict[str, int]:
    async with scope(vote.tenant, read_only=True):
        found: dict[str, int] = await value(
            "SELECT choices FROM voting_ballot WHERE receipt = $1", receipt.replace("-", "")
        )
    return found


@pytest.mark.parametrize(("script", "width"), [(True, 375), (False, 320), (False, 1280)])
async def test_resident_votes_and_changes_the_ballot(
    vote: Vote, open_page: Open, script: bool, width: int
) -> None:
    kari = await new_person(vote.tenant)
    page = await open_page(vote.tenant, vote.url, person=kari, script=script, width=width)
    await page.get_by_role("link", name="Vote", exact=True).first.click()
    await arrives(page, "/ballot")
    left = page.locator(".al-ballot-sum__left")
    await page.get_by_label("Badebrygge", exact=True).check()
    if not script:
        await press(page, "Update")
    await expect(left).to_contain_text("Left: 400 kr")
    await page.get_by_label("Lys i løypa", exact=True).check()
    if not script:
        await press(page, "Update")
    await expect(left).to_contain_text("100 kr too much")
    await press(page, "Go on")
    await expect(page.get_by_role("main")).to_contain_text("Your choices cost 100 kr more than the budget.")
    assert not script or not await broken_rules(page)
    await page.get_by_label("Lys i løypa", exact=True).uncheck()
    await press(page, "Go on")
    await arrives(page, "/ballot/review")
    assert not script or not await broken_rules(page)
    assert not await too_wide(page)
    await press(page, "Cast my ballot")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is counted")
    assert not script or not await broken_rules(page)
    assert not await too_wide(page)
    receipt, change = await _codes(page)
    assert await _choices(vote, receipt) == {str(vote.options["Badebrygge"]): 1}
    await _change(page, vote, change, script=script)
    assert await _choices(vote, receipt) == {str(vote.options["Benker"]): 1}


async def _change(page: Page, vote: Vote, code: str, *, script: bool) -> None:
    """By the code alone: from the page of the vote, with another choice."""
    await page.get_by_role("link", name="Back to the vote").click()
    await expect(page.get_by_role("main")).to_contain_text("You have voted.")
    await page.get_by_role("link", name="Change a ballot").click()
    await fill(page, code=code.lower())
    await press(page, "Find my ballot")
    assert not script or not await broken_rules(page)
    await page.get_by_label("Badebrygge", exact=True).uncheck()
    await page.get_by_label("Benker", exact=True).check()
    await press(page, "Go on")
    await press(page, "Change my ballot")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Your ballot is changed")


async def test_ballot_is_cast_by_keyboard_alone(vote: Vote, open_page: Open) -> None:
    page = await open_page(vote.tenant, f"{vote.url}/ballot", person=await new_person(vote.tenant))
    await page.locator(f"#choose-{vote.options['Benker']}").focus()
    await page.keyboard.press("Space")
    await expect(page.locator(".al-ballot-sum__left")).to_contain_text("Left: 700 kr")
    await page.keyboard.press("Enter")
    await arrives(page, "/ballot/review|/ballot#sum")
    await page.goto(re.sub(r"/ballot.*", "/ballot/review", page.url))
    await page.get_by_role("button", name="Cast my ballot").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is counted")


@pytest.mark.parametrize("kind", ["approval", "points", "ranking"])
async def test_other_ballots_are_sound_on_a_phone(
    towns: Towns, manager: Person, open_page: Open, kind: str
) -> None:
    vote = await make_vote(towns.a, manager, ballot=kind, most=2)
    page = await open_page(vote.tenant, f"{vote.url}/ballot", person=await new_person(vote.tenant), width=375)
    assert not await broken_rules(page)
    assert not await too_wide(page)
    if kind == "approval":
        await page.get_by_label("Benker", exact=True).check()
    elif kind == "points":
        await page.get_by_label("Points Benker").fill("7")
        await expect(page.locator(".al-ballot-sum__left")).to_contain_text("Points left: 3")
    else:
        await page.get_by_label("Place Benker").select_option("1")
    await press(page, "Go on")
    assert not await broken_rules(page)
    await press(page, "Cast my ballot")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is counted")


async def test_options_of_other_districts_go_when_the_district_is_chosen(
    towns: Towns, manager: Person, open_page: Open
) -> None:
    vote = await make_vote(towns.a, manager, districts="one")
    async with vote.stand.open() as place:
        north, south = [
            await add_part(place=place, kind="district", names=Localized({"nb": name}), budget=None)
            for name in ("Nord", "Sør")
        ]
        for title, district in (("Benker", north), ("Lys i løypa", south)):
            await execute(
                "UPDATE voting_option SET district = $2 WHERE id = $1", vote.options[title], district
            )
    page = await open_page(vote.tenant, f"{vote.url}/ballot", person=await new_person(vote.tenant))
    await page.get_by_label("Benker", exact=True).check()
    await page.get_by_label("Sør", exact=True).check()
    await expect(page.get_by_label("Benker", exact=True)).to_be_hidden()
    await expect(page.locator(".al-ballot-sum__left")).to_contain_text("Left: 1,000 kr")
    await page.get_by_label("Lys i løypa", exact=True).check()
    assert not await broken_rules(page)
    await press(page, "Go on")
    await expect(page.get_by_role("main")).to_contain_text("You vote in Sør.")
