"""Staff of two towns ask, answer, share and copy; nothing of residents goes over; a place takes its posts with it."""

from typing import Any

import httpx
import pytest

from academy.community import forget_person, personal_data
from academy.community.desk.tidying import tidy
from academy.community.digest import digest
from core.db import execute, rows, value
from core.people import Person, Role
from core.sdk import Content, NoSuchRoom, html_from_plain, in_platform_room, submit
from core.sdk import rows as plugin_rows
from core.sdk.testing import Client, Towns, new_activity, new_person, run_due_jobs
from core.tenancy import PLATFORM, Tenant, scope
from core.tenancy.acting import acting_as

HOME = "/manage/community"


async def joined(client: Client, tenant: Tenant, name: str, **more: str) -> tuple[Person, httpx.AsyncClient]:
    person = await new_person(tenant, name=name, role=Role.MANAGER)
    desk = await client(tenant, person)
    assert (await desk.post(f"{HOME}/me", data={"name": name, **more})).status_code == 303
    return person, desk


async def asked(desk: httpx.AsyncClient, title: str) -> str:
    data = {"title": title, "body": "Noen som har prøvd?"}
    made = await desk.post(f"{HOME}/new/question", data=data)
    assert made.status_code == 303, made.text[-2000:]
    return made.headers["location"]


async def test_question_is_answered_by_another_town(two_towns: Towns, client: Client) -> None:
    _kari, hers = await joined(client, two_towns.a, "Kari Nordvik")
    _ola, his = await joined(client, two_towns.b, "Ola Vik")
    url = await asked(hers, "Hvordan når vi ungdom?")
    assert "Hvordan når vi ungdom?" in (await his.get(HOME)).text
    assert (await his.post(f"{url}/answer", data={"body": "Møt dem på <b>skolen</b>."})).status_code == 303
    shown = (await hers.get(url)).text
    assert "Møt dem på &lt;b&gt;skolen" in shown
    assert "Ola Vik, Fjellvik" in shown
    assert (await his.post(f"{url}/remove")).status_code == 404
    assert (await hers.post(f"{url}/remove")).status_code == 303
    assert (await his.get(url)).status_code == 404


async def test_only_staff_come_in_and_nobody_writes_unseen(two_towns: Towns, client: Client) -> None:
    resident, visitor = await client(two_towns.a, role=Role.PARTICIPANT), await client(two_towns.a)
    moderator = await client(two_towns.a, role=Role.MODERATOR)
    for address in (HOME, f"{HOME}/library", f"{HOME}/directory", f"{HOME}/groups", f"{HOME}/new/question"):
        assert (await resident.get(address)).status_code == 403
        assert (await visitor.get(address)).status_code == 401
    first = await moderator.post(f"{HOME}/new/question", data={"title": "Hei", "body": "Hei"})
    assert first.headers["location"] == f"{HOME}/me"
    assert (await moderator.get(f"{HOME}/new/example")).headers.get("location") == f"{HOME}/me"
    assert (await moderator.get(f"{HOME}/place")).status_code == 403
    assert (await moderator.get("/desk-community")).status_code == 404
    foreign = {"sec-fetch-site": "cross-site"}
    sent = await moderator.post(f"{HOME}/me", data={"name": "X"}, headers=foreign)
    assert sent.status_code == 403


async def test_directory_holds_only_those_who_chose_it(two_towns: Towns, client: Client) -> None:
    await joined(client, two_towns.a, "Synlig Sunniva", listed="on", work="Planlegger", about="Barnetråkk")
    _hidden, his = await joined(client, two_towns.b, "Skjult Simen")
    found = (await his.get(f"{HOME}/directory?text=barnetr")).text
    assert "Synlig Sunniva" in found
    assert "Skjult Simen" not in (await his.get(f"{HOME}/directory?text=Skjult")).text.partition("<table")[2]
    assert "Synlig" not in (await his.get(f"{HOME}/directory?text=%25x_")).text


async def shared(desk: httpx.AsyncClient, tenant: Tenant) -> tuple[str, str]:
    """An example with a resident's idea in its project; its address, and what the resident wrote."""
    stand = await new_activity(tenant, "ideas")
    author = await new_person(tenant, name="Hemmelig Beboer")
    async with stand.open() as place:
        content = Content(title="Hemmelig idé", body=html_from_plain("Hemmelig tekst"))
        await submit(place=place, kind="idea", author=author, content=content)
    data = {
        "project": str(stand.project_id),
        "title": "Slik laget vi havna",
        "body": "Vi gikk ut.",
        "led_to": "Badebrygge",
        "cost": "20000",
    }
    made = await desk.post(f"{HOME}/new/example", data=data)
    assert made.status_code == 303, made.text[-2000:]
    return made.headers["location"], "Hemmelig"


async def test_example_is_found_and_copied_without_residents(two_towns: Towns, client: Client) -> None:
    _kari, hers = await joined(client, two_towns.a, "Kari Deler")
    _ola, his = await joined(client, two_towns.b, "Ola Kopierer")
    url, secret = await shared(hers, two_towns.a)
    for search, there in (
        ("", True),
        ("?method=ideas&most_cost=30000&least_participants=1", True),
        ("?text=badebrygge", True),
        ("?method=voting", False),
        ("?most_cost=100", False),
        ("?least_participants=50", False),
        ("?size=city", False),
        ("?most_cost=lots", False),
    ):
        assert ("Slik laget vi havna" in (await his.get(f"{HOME}/library{search}")).text) is there, search
    page = (await his.get(url)).text
    assert secret not in page
    async with scope(PLATFORM, read_only=True):
        kept = await rows("SELECT title, body, facts FROM commons_post")
        assert secret not in str(kept)
    copied = (await his.post(f"{url}/copy")).headers["location"]
    assert "Havna vår" in (await his.get(copied)).text
    async with scope(two_towns.b, read_only=True):
        project = int(copied.rpartition("/")[2])
        state = await value("SELECT state FROM project WHERE id = $1", project)
        methods = await rows("SELECT method FROM activity WHERE project = $1", project)
    assert (state, [each["method"] for each in methods]) == ("draft", ["ideas"])
    moderator = await client(two_towns.b, role=Role.MODERATOR)
    assert (await moderator.post(f"{url}/copy")).status_code == 403


async def test_project_of_another_town_is_not_shared(two_towns: Towns, client: Client) -> None:
    _kari, hers = await joined(client, two_towns.a, "Kari Prøver")
    data = {"project": "987654", "title": "T", "body": "B", "led_to": "L"}
    assert (await hers.post(f"{HOME}/new/example", data=data)).status_code == 422


async def test_event_stands_until_it_has_been(two_towns: Towns, client: Client) -> None:
    _kari, hers = await joined(client, two_towns.a, "Kari Møter")
    data = {
        "title": "Nettmøte om lodd",
        "where": "https://example.org/m",
        "body": "Kom.",
        "happens_at": "2099-05-04T10:00",
    }
    made = await hers.post(f"{HOME}/new/event", data=data)
    assert made.status_code == 303, made.text[-1500:]
    assert "Nettmøte om lodd" in (await hers.get(f"{HOME}?kind=event")).text
    async with scope(PLATFORM):
        await execute("UPDATE commons_post SET happens_at = now() - interval '3 days' WHERE kind = 'event'")
    assert "Nettmøte om lodd" not in (await hers.get(f"{HOME}?kind=event")).text


async def test_experts_hide_with_a_reason(two_towns: Towns, client: Client) -> None:
    _kari, hers = await joined(client, two_towns.a, "Kari Klager")
    _ola, his = await joined(client, two_towns.b, "Ola Uvøren")
    url = await asked(his, "Naboen min Per er umulig")
    assert (await hers.post(f"{url}/report", data={"reason": "Omtaler en beboer"})).status_code == 303
    expert = await client(PLATFORM, role=Role.SUPPORT)
    assert "Omtaler en beboer" in (await expert.get("/desk-community")).text
    post_id = url.rpartition("/")[2]
    assert (await expert.post(f"/desk-community/{post_id}/hide", data={"why": ""})).status_code == 422
    hidden = await expert.post(f"/desk-community/{post_id}/hide", data={"why": "Navngir en beboer"})
    assert hidden.status_code == 303
    assert (await hers.get(url)).status_code == 404
    admin = await client(two_towns.b, role=Role.ADMIN)
    assert "Navngir en beboer" in (await admin.get(f"{HOME}/place")).text
    await expert.post(f"/desk-community/{post_id}/show")
    assert (await hers.get(url)).status_code == 200
    visitor = await client(PLATFORM)
    assert (await visitor.get("/desk-community")).status_code in (401, 403)


async def test_week_in_one_mail_for_those_who_want_it(two_towns: Towns, client: Client) -> None:
    kari, _hers = await joined(client, two_towns.a, "Kari Vil", digest="on")
    _ola, his = await joined(client, two_towns.b, "Ola Skriver")
    await asked(his, "Nytt siden sist?")
    async with scope(PLATFORM):
        await execute("UPDATE commons_member SET told_at = now() - interval '8 days'")
    for _again in range(2):
        async with scope(two_towns.a):
            await digest()
    await run_due_jobs(two_towns.a)
    async with scope(two_towns.a, read_only=True):
        told = await rows(
            "SELECT n.body FROM notification x JOIN notice n ON n.id = x.notice WHERE x.person = $1", kari.id
        )
    assert len(told) == 1
    assert "Nytt siden sist?" in str(told)


async def test_place_takes_its_posts_and_leaves(two_towns: Towns, client: Client) -> None:
    kari, hers = await joined(client, two_towns.a, "Kari Går")
    _ola, his = await joined(client, two_towns.b, "Ola Blir")
    gone, kept = await asked(hers, "Dette tar vi med"), await asked(his, "Dette blir")
    async with scope(two_towns.a):
        names = {each.name for each in await personal_data(kari.id)}
        assert names == {"community profile", "community posts"}
        await forget_person(kari.id)
        assert await personal_data(kari.id) == []
    assert "Kari Går" not in (await his.get(gone)).text
    admin = await client(two_towns.a, role=Role.ADMIN)
    export: Any = (await admin.get(f"{HOME}/place/export.json")).json()
    assert "Dette tar vi med" in [each["title"] for each in export["posts"]]
    assert "Dette blir" not in str(export)
    assert (await admin.post(f"{HOME}/place/remove")).status_code == 303
    assert (await his.get(gone)).status_code == 404
    assert (await his.get(kept)).status_code == 200


async def test_room_is_closed_to_other_plugins_and_to_what_is_the_hosts(two_towns: Towns) -> None:
    async def look() -> Any:
        return await rows("SELECT count(*) FROM commons_post")

    async def snoop() -> Any:
        return await plugin_rows("SELECT count(*) FROM session")

    async with scope(two_towns.a):
        assert await in_platform_room(look, of="commons")
        with acting_as("ideas"), pytest.raises(NoSuchRoom):
            await in_platform_room(look, of="commons")
        with acting_as("community"):
            assert await in_platform_room(look, of="commons")
            with pytest.raises(PermissionError):
                await in_platform_room(snoop, of="commons")
        with pytest.raises(NoSuchRoom):
            await in_platform_room(look, of="ideas")


async def test_deleted_place_has_nothing_left(two_towns: Towns, client: Client) -> None:
    _kari, hers = await joined(client, two_towns.a, "Kari Finnes")
    url = await asked(hers, "Blir stående")
    async with scope(PLATFORM):
        await execute(
            "INSERT INTO commons_member (tenant, place, person, name) VALUES ('goneplac', 'Borte', 1, 'Borte')"
        )
        await tidy()
        assert await value("SELECT count(*) FROM commons_member WHERE tenant = 'goneplac'") == 0
    assert (await hers.get(url)).status_code == 200
