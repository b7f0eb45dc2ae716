"""Going in: asked first where the place wants it, every step on the record, out when the right is gone."""

import re

import httpx

from core.audit import first_broken
from core.db import execute, rows, value
from core.host.switching import change_plugin_settings
from core.outside.mail import FolderMailer
from core.people import Person, Role
from core.tenancy import PLATFORM, scope
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns
from tests.tenants.desk.conftest import REASON, Enter, door_in, last_mail


async def test_what_an_expert_opens_and_sends_is_on_the_record(
    two_towns: Towns, desk: httpx.AsyncClient, enter: Enter, client: Client
) -> None:
    there = await enter(desk, two_towns.a)
    await there.get("/manage/people?q=secret")
    await there.post("/manage/topics/new", data={"names.nb": ""})
    async with scope(two_towns.a, read_only=True):
        noted = await rows(
            "SELECT action, name, role, details FROM audit WHERE action LIKE 'support.%' ORDER BY id"
        )
        assert await first_broken() is None
    steps = [(each["action"], each["details"].get("page")) for each in noted]
    assert ("support.read", "/manage/people") in steps
    assert "secret" not in str(noted)
    assert any(action == "support.write" for action, _page in steps)
    assert {each["name"] for each in noted} == {"Siri Support"}
    admin = await client(two_towns.a, role=Role.ADMIN)
    assert "Support opened a page" in (await admin.get("/manage/audit")).text
    assert "/manage/people" in (await admin.get("/manage/audit/record.csv")).text


async def test_expert_without_the_right_is_out_at_the_next_click(
    two_towns: Towns, desk: httpx.AsyncClient, enter: Enter, siri: Person
) -> None:
    in_a, in_b = await enter(desk, two_towns.a), await enter(desk, two_towns.b)
    assert (await in_a.get("/manage")).status_code == 200
    async with scope(PLATFORM):
        await execute("UPDATE person SET role = 'participant' WHERE id = $1", siri.id)
    for there in (in_a, in_b):
        assert (await there.get("/manage")).status_code == 401
        assert (await there.post("/manage/topics", data={})).status_code in (401, 404, 405)
    async with scope(two_towns.a, read_only=True):
        assert (
            await value(
                "SELECT count(*) FROM session s JOIN person p ON p.id = s.person WHERE p.expert_id = $1",
                siri.id,
            )
            == 0
        )
    assert (await desk.get("/desk")).status_code == 403


async def test_place_that_wants_it_is_asked_first_and_says_yes_by_mail(
    two_towns: Towns,
    desk: httpx.AsyncClient,
    siri: Person,
    make_person: MakePerson,
    mails: FolderMailer,
    client: Client,
) -> None:
    town = two_towns.b
    kari = await make_person(town, role=Role.ADMIN)
    async with scope(town):
        await change_plugin_settings("help", {"ask_first": True})
    asked = await desk.post(f"/desk/{town.id}/visit", data={"reason": REASON})
    assert asked.status_code == 303
    assert door_in(await desk.get(f"/desk/{town.id}/visit")) is None
    mail = await last_mail(mails, kari, town)
    assert REASON in mail
    path = re.search(r"/support/ask/\S+", mail)
    assert path is not None
    stranger = await client(two_towns.a)
    assert (await stranger.get(path[0])).status_code == 404
    reader = await client(town)
    assert REASON in (await reader.get(path[0])).text
    assert (await reader.post(path[0], data={"answer": "allowed"})).status_code == 303
    assert (await reader.post(path[0], data={"answer": "refused"})).status_code == 404
    assert "slipper deg inn" in await last_mail(mails, siri, PLATFORM)
    opened = await desk.post(f"/desk/{town.id}/visit", data={"reason": "Something else than was asked"})
    assert door_in(opened) is not None
    there = await client(town)
    await there.post(str(door_in(opened)))
    assert REASON in (await there.get("/")).text  # what they said yes to
    async with scope(town):
        await change_plugin_settings("help", {"ask_first": False})


async def test_place_says_no_on_its_page(two_towns: Towns, desk: httpx.AsyncClient, client: Client) -> None:
    town = two_towns.a
    async with scope(town):
        await change_plugin_settings("help", {"ask_first": True})
    await desk.post(f"/desk/{town.id}/visit", data={"reason": REASON})
    admin, moderator = await client(town, role=Role.ADMIN), await client(town, role=Role.MODERATOR)
    page = (await admin.get("/manage/help")).text
    assert REASON in page
    assert REASON in (await admin.get("/manage")).text
    assert REASON not in (await moderator.get("/manage/help")).text
    ask = re.search(r"/manage/help/asks/\d+", page)
    assert ask is not None
    assert (await moderator.post(ask[0], data={"answer": "allowed"})).status_code == 403
    other = await client(two_towns.b, role=Role.ADMIN)
    assert (await other.post(ask[0], data={"answer": "allowed"})).status_code == 404
    assert (await admin.post(ask[0], data={"answer": "refused"})).status_code == 303
    answer = await desk.post(f"/desk/{town.id}/visit", data={"reason": REASON})
    assert door_in(answer) is None
    assert "They said no" in (await desk.get(f"/desk/{town.id}/visit")).text
    async with scope(town):
        await change_plugin_settings("help", {"ask_first": False})


async def test_visit_is_renewed_by_the_hour_and_left(
    two_towns: Towns, desk: httpx.AsyncClient, enter: Enter, client: Client
) -> None:
    there = await enter(desk, two_towns.b)
    async with scope(two_towns.b):
        await execute(
            "UPDATE support_visit SET ends_at = now() + interval '2 minutes', began_at = now() - interval '58 minutes' "
            "WHERE ends_at > now()"
        )
    assert "Stay for another hour" in (await there.get("/support/visit")).text
    assert (await there.post("/support/visit/renew")).status_code == 303
    async with scope(two_towns.b):
        left = await value("SELECT max(round(extract(epoch FROM ends_at - now()) / 60)) FROM support_visit")
        assert left == 60
        await execute("UPDATE support_visit SET began_at = now() - interval '8 hours' WHERE ends_at > now()")
    refused = await there.post("/support/visit/renew")
    assert refused.status_code == 303
    async with scope(two_towns.b, read_only=True):
        assert await value("SELECT count(*) FROM audit WHERE action = 'support.renew'") == 1
    assert (await there.post("/support/visit/leave")).status_code == 303
    assert (await there.get("/manage")).status_code == 401
    resident = await client(two_towns.b, role=Role.ADMIN)
    assert (await resident.get("/support/visit")).status_code == 404
