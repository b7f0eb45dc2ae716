"""A workshop in a real browser: two people and one who leads; every page by axe's rules, on a phone too, without script too."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.async_api import Page, expect

from core.people import Role
from core.sdk import Localized
from core.sdk.testing import Stand, new_activity, new_person
from plugins.workshops.meeting import meeting_at
from plugins.workshops.planning import plan_meeting
from plugins.workshops.steps import add_step
from tests.browser.conftest import Open
from tests.browser.steps import too_wide
from tests.support.axe import broken_rules
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")
PICTURES = os.environ.get("AL_PICTURES")  # a folder, for whoever wants to look
LOOKS: tuple[tuple[int, Any], ...] = ((375, "light"), (1280, "dark"), (1280, "light"), (375, "dark"))
AGENDA: tuple[tuple[str, str, str], ...] = (
    ("presentation", "Velkommen til Samfunnshuset", ""),
    ("questions", "Hva lurer du på?", ""),
    ("collect", "Ett ord om havna i dag", ""),
    ("poll", "Hva er viktigst for deg?", "Et sted å bade\nLekeplass for de minste\nParkering for gjester"),
    ("ranking", "Sett tiltakene i rekkefølge", "Badebrygge\nLekeplass\nParkering"),
    ("groups", "Snakk sammen i grupper", ""),
    ("summary", "Dette tar vi med oss", ""),
)


def nb(text: str) -> Localized:
    return Localized({"nb": text}) if text else Localized()


async def new_workshop(stand: Stand) -> int:
    boss = await new_person(stand.tenant, name="Turid Leder", role=Role.ADMIN)
    now = datetime.now(UTC)
    given = SimpleNamespace(
        title=nb("Folkemøte om havna"),
        kind="hybrid",
        starts_at=now + timedelta(hours=1),
        ends_at=now + timedelta(hours=3),
        closes_at=None,
        venue="Samfunnshuset",
        address="Storgata 1",
        capacity=40,
        online_capacity=0,
        video="https://video.example.org/havna",
        intro=nb("Kom og si hva du mener om den nye havna."),
        programme=nb("18:00 Velkommen\n18:15 Spørsmål\n19:00 Grupper"),
        access=nb("Trinnfri inngang fra torget.\nTeleslynge i salen."),
    )
    async with stand.open() as place:
        meeting_id = await plan_meeting(place=place, by=boss, given=given)
        meeting = await meeting_at(activity_id=place.here.id, meeting_id=meeting_id)
        assert meeting is not None
        for kind, title, options in AGENDA:
            step = SimpleNamespace(
                kind=kind, title=nb(title), text=nb("Skriv kort."), options=nb(options), many=False, grouping="random",
                groups=2, minutes=10,
            )  # fmt: skip
            await add_step(meeting=meeting, given=step)
    return meeting_id


async def looked_at(page: Page, name: str) -> list[str]:
    """What is wrong with the page as it stands, in every look."""
    found: list[str] = []
    for width, scheme in LOOKS if PICTURES else LOOKS[:2]:
        await page.set_viewport_size({"width": width, "height": 900})
        await page.emulate_media(color_scheme=scheme)
        await page.evaluate("document.getAnimations().forEach(each => each.finish())")
        if PICTURES:
            await page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{scheme}.png", full_page=True)
        if (width, scheme) in LOOKS[:2]:
            only = None if scheme == "light" else ["color-contrast"]
            found += [f"{name} {width} {scheme}: {rule}" for rule in await broken_rules(page, only=only)]
            found += [f"{name} wider than {width}"] if await too_wide(page) else []
    await page.set_viewport_size({"width": 320, "height": 900})
    return found + ([f"{name} wider than 320"] if await too_wide(page) else [])


async def test_workshop_is_led_for_everyone_and_nobody_loads_the_page(
    two_towns: Towns, open_page: Open
) -> None:
    stand = await new_activity(two_towns.a, "workshops")
    meeting = await new_workshop(stand)
    room = f"{stand.url}/meetings/{meeting}/room"
    staff = await new_person(stand.tenant, name="Aud Leder", role=Role.MODERATOR)
    people = [await new_person(stand.tenant, name=name) for name in ("Kari Nordvik", "Ola Sund")]
    desk = await open_page(stand.tenant, f"{stand.url}/manage/meetings/{meeting}/lead", person=staff)
    kari = await open_page(stand.tenant, room, person=people[0], width=375)
    ola = await open_page(stand.tenant, room, person=people[1])
    await expect(kari.get_by_role("heading", name="We have not begun yet")).to_be_visible()
    await desk.get_by_role("button", name="Begin").click()
    for page in (kari, ola):
        await expect(page.get_by_role("heading", name="Velkommen til Samfunnshuset")).to_be_visible()
    await desk.get_by_role("button", name="Next: Hva lurer du på?").click()
    await kari.get_by_label("Your question").fill("Når blir brygga ferdig?")
    await ola.get_by_label("Your question").fill("Jeg skriver fortsatt på mitt")
    await kari.get_by_role("button", name="Send").click()
    await expect(kari.get_by_text("It is sent. Thank you!")).to_be_visible()
    await expect(ola.get_by_text("Når blir brygga ferdig?", exact=False).first).to_be_visible()
    await expect(ola.get_by_label("Your question")).to_have_value("Jeg skriver fortsatt på mitt")
    await ola.locator("#results").get_by_role("button", name="Support").click()
    await expect(ola.locator("button[data-said]").first).to_have_attribute("aria-pressed", "true")
    await expect(desk.get_by_text("1 supports this")).to_be_visible()
    await desk.get_by_role("button", name="Next: Ett ord om havna i dag").click()
    await expect(kari.get_by_label("A word")).to_be_visible()
    await kari.get_by_label("A word").fill("x" * 60)
    await kari.get_by_role("button", name="Send").click()
    await expect(kari.get_by_text("at most 40 characters").first).to_be_visible()
    assert kari.url.endswith("/room")


async def test_every_page_of_a_workshop_is_sound(two_towns: Towns, open_page: Open) -> None:
    stand = await new_activity(two_towns.a, "workshops")
    meeting = await new_workshop(stand)
    staff = await new_person(stand.tenant, name="Aud Leder", role=Role.ADMIN)
    kari = await new_person(stand.tenant, name="Kari Nordvik")
    desk = f"{stand.url}/manage/meetings/{meeting}"
    theirs = await open_page(stand.tenant, f"{desk}/lead", person=staff)
    mine = await open_page(stand.tenant, stand.url, person=kari)
    origin = "/".join(mine.url.split("/")[:3])
    wrong = await looked_at(mine, "list")
    for name in ("sign-up", "come", "room", ""):
        await mine.goto(f"{origin}{stand.url}/meetings/{meeting}/{name}".rstrip("/"))
        wrong += await looked_at(mine, f"meeting-{name}")
    await mine.goto(f"{origin}{stand.url}/meetings/{meeting}/sign-up")
    await mine.get_by_role("main").get_by_role("button", name="Sign up").click()
    wrong += await looked_at(mine, "signed-up")
    for kind, _title, _options in AGENDA:
        await theirs.goto(f"{origin}{desk}/lead")
        await theirs.get_by_role("button", name="Begin" if kind == "presentation" else "Next:").click()
        await mine.goto(f"{origin}{stand.url}/meetings/{meeting}/room")
        wrong += await looked_at(mine, f"room-{kind}")
        if kind in ("questions", "collect"):
            await mine.locator("#step [name=text]").fill(
                "Hva med de som sitter i rullestol?" if kind == "questions" else "Vind"
            )
            await mine.get_by_role("button", name="Send").click()
            await expect(mine.get_by_text("It is sent. Thank you!")).to_be_visible()
        elif kind == "poll":
            await mine.get_by_label("Et sted å bade").check()
            await mine.get_by_role("button", name="Send").click()
            await expect(mine.get_by_text("You have answered")).to_be_visible()
            wrong += await looked_at(mine, "room-poll-answered")
            await theirs.get_by_role("button", name="Show the answers").click()
        elif kind == "groups":
            await mine.get_by_role("button", name="Find my group").click()
            await mine.get_by_label("A note from the group").fill("Vi vil ha benker med rygg.")
            await mine.get_by_role("button", name="Add to the notes").click()
            await expect(mine.locator("#notes").get_by_text("benker med rygg")).to_be_visible()
            wrong += await looked_at(mine, "group")
        wrong += await looked_at(theirs, f"desk-{kind}")
    await theirs.get_by_role("button", name="Finish the workshop").click()
    wrong += await looked_at(theirs, "after")
    await theirs.get_by_role("button", name="Save and publish the minutes").click()
    wrong += await looked_at(theirs, "minutes")
    for name in ("", "/steps", "/steps/new", "/people", "/cancel"):
        await theirs.goto(f"{origin}{desk}{name}")
        wrong += await looked_at(theirs, f"desk{name.replace('/', '-')}")
    await theirs.goto(f"{origin}{stand.url}/manage")
    wrong += await looked_at(theirs, "manage")
    await mine.goto(f"{origin}{stand.url}/meetings/{meeting}")
    wrong += await looked_at(mine, "meeting-over")
    assert wrong == []


async def test_workshop_without_script(two_towns: Towns, open_page: Open) -> None:
    stand = await new_activity(two_towns.a, "workshops")
    meeting = await new_workshop(stand)
    staff = await new_person(stand.tenant, name="Aud Leder", role=Role.MODERATOR)
    kari = await new_person(stand.tenant, name="Kari Nordvik")
    desk = await open_page(
        stand.tenant, f"{stand.url}/manage/meetings/{meeting}/lead", person=staff, script=False
    )
    for name in ("Begin", "Next: Hva lurer du på?"):
        await desk.get_by_role("button", name=name).click()
    mine = await open_page(
        stand.tenant, f"{stand.url}/meetings/{meeting}/room", person=kari, script=False, width=375
    )
    await mine.get_by_role("button", name="Send").click()
    await expect(mine.get_by_text("Write your question.").first).to_be_visible()
    await mine.get_by_label("Your question").fill("Går det uten skript?")
    await mine.get_by_role("button", name="Send").click()
    await expect(mine.locator("#results").get_by_text("Går det uten skript?").first).to_be_visible()
    await mine.locator("#results").get_by_role("button", name="Support").click()
    await expect(mine.get_by_text("You support 1 question.")).to_be_visible()
    await desk.get_by_role("button", name="Next: Ett ord").click()
    await mine.get_by_role("link", name="Load the page again").click()
    await expect(mine.get_by_role("heading", name="Ett ord om havna i dag")).to_be_visible()
