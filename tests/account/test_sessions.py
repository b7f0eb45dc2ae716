"""Where a person is signed in: seen, ended one by one, ended all."""

import re

from core.db import execute, value
from core.people import Role
from core.tenancy import scope
from tests.account.steps import is_signed_in, plant
from tests.conftest import Client, MakePerson
from tests.support.people import session_for
from tests.support.towns import Towns


async def test_list_shows_own_devices_only(two_towns: Towns, make_person: MakePerson, client: Client) -> None:
    kari, ola = await make_person(two_towns.a), await make_person(two_towns.a)
    await client(two_towns.a, ola)
    await client(two_towns.b, await make_person(two_towns.b, email=kari.email))
    visitor = await client(two_towns.a, kari)
    await session_for(two_towns.a, kari)
    page = (await visitor.get("/account/sessions")).text
    assert len(re.findall(r"/account/sessions/\d+/end", page)) == 2
    assert page.count("This one") == 1


async def test_one_device_ends_and_the_other_stays(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    kari = await make_person(two_towns.a)
    lost, here = await client(two_towns.a, kari), await client(two_towns.a, kari)
    async with scope(two_towns.a, read_only=True):
        first = await value("SELECT min(id) FROM session WHERE person = $1", kari.id)
    assert (await here.post(f"/account/sessions/{first}/end")).status_code == 303
    assert not await is_signed_in(lost)
    assert await is_signed_in(here)


async def test_session_of_somebody_else_cannot_be_ended(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    ola, at_b = await make_person(two_towns.a), await make_person(two_towns.b)
    victim, neighbour = await client(two_towns.a, ola), await client(two_towns.b, at_b)
    mallory = await client(two_towns.a, await make_person(two_towns.a))
    for town, person in ((two_towns.a, ola), (two_towns.b, at_b)):
        async with scope(town, read_only=True):
            theirs = await value("SELECT max(id) FROM session WHERE person = $1", person.id)
        await mallory.post(f"/account/sessions/{theirs}/end")
    assert await is_signed_in(victim)
    assert await is_signed_in(neighbour)


async def test_sign_out_everywhere(two_towns: Towns, make_person: MakePerson, client: Client) -> None:
    kari, ola = await make_person(two_towns.a), await make_person(two_towns.a)
    devices = [await client(two_towns.a, kari) for _n in range(3)]
    other = await client(two_towns.a, ola)
    answer = await devices[0].post("/account/sessions/end")
    assert answer.headers["location"] == "/"
    assert [await is_signed_in(device) for device in devices] == [False] * 3
    assert await is_signed_in(other)


async def test_expired_session_is_nobody(two_towns: Towns, make_person: MakePerson, client: Client) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a, kari)
    async with scope(two_towns.a):
        await execute("UPDATE session SET expires_at = now() WHERE person = $1", kari.id)
    answer = await visitor.get("/account")
    assert answer.status_code == 401
    assert "/sign-in?next=" in answer.text


async def test_staff_sessions_are_short(two_towns: Towns, make_person: MakePerson) -> None:
    days = []
    for role in (Role.PARTICIPANT, Role.ADMIN):
        person = await make_person(two_towns.a, role=role)
        await session_for(two_towns.a, person)
        async with scope(two_towns.a, read_only=True):
            days.append(
                await value(
                    "SELECT round(extract(epoch FROM expires_at - now()) / 86400)::int "
                    "FROM session WHERE person = $1",
                    person.id,
                )
            )
    assert days == [60, 7]


async def test_stolen_hash_is_no_token(two_towns: Towns, make_person: MakePerson, client: Client) -> None:
    kari = await make_person(two_towns.a)
    await session_for(two_towns.a, kari)
    async with scope(two_towns.a, read_only=True):
        kept = await value("SELECT encode(token_hash, 'hex') FROM session WHERE person = $1", kari.id)
    thief = await client(two_towns.a)
    plant(thief, "session", kept)
    assert not await is_signed_in(thief)
