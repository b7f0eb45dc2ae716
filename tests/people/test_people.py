"""People, roles, groups, invitations and the visits of support."""

import asyncio

import asyncpg
import pytest

from core.db import execute, rows, value
from core.people import Person, Role, groups
from core.people.close import close_person
from core.people.invitations import invitations, invite, take_invitation
from core.people.roles import LastAdministrator, NotGivenHere, set_project_role, set_role, staff
from core.people.service import EmailTaken, account_at, create_person, find_people
from core.people.sessions import context
from core.people.support import NoReason, begin_visit, end_visit, visits
from core.tenancy import Tenant, scope
from tests.account.steps import new_address, plant
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns, new_town


async def test_address_is_one_persons_whatever_its_case(two_towns: Towns) -> None:
    email = new_address()
    async with scope(two_towns.a):
        kari = await create_person(name="Kari", email=email)
        with pytest.raises(EmailTaken):
            await create_person(name="Mallory", email=email.upper())
        found = await account_at(email=email.upper())
    assert found is not None
    assert found.id == kari
    async with scope(two_towns.b, read_only=True):
        assert await account_at(email=email) is None


async def test_search_finds_by_name_and_address_and_reads_wildcards_as_letters() -> None:
    town, other = await new_town("Finnvik"), await new_town("Annenvik")
    async with scope(other):
        await create_person(name="Åse Prosent", email="aase@example.org")
    async with scope(town):
        aase = await create_person(name="Åse Prosent", email="aase@example.org")
        ola = await create_person(name="Ola 100%", email="ola@example.org")
        for text, ids in (("åse", [aase]), ("EXAMPLE", [ola, aase]), ("%", [ola]), ("_", [])):
            assert [each["id"] for each in await find_people(text=text)] == ids
        assert [each["id"] for each in await find_people(before=ola)] == [aase]


async def test_roles_are_given_and_the_last_administrator_stays(make_person: MakePerson) -> None:
    town = await new_town("Rollevik")
    anne, ola = await make_person(town, role=Role.ADMIN), await make_person(town)
    async with scope(town):
        with pytest.raises(LastAdministrator):
            await set_role(person_id=anne.id, role=Role.MODERATOR)
        with pytest.raises(LastAdministrator):
            await close_person(person_id=anne.id)
        with pytest.raises(NotGivenHere):
            await set_role(person_id=ola.id, role=Role.SUPPORT)
        await set_role(person_id=ola.id, role=Role.ADMIN)
        await set_role(person_id=anne.id, role=Role.PARTICIPANT)
        await set_project_role(person_id=anne.id, project_id=7, role=Role.MANAGER)
        with pytest.raises(NotGivenHere):
            await set_project_role(person_id=anne.id, project_id=7, role=Role.ADMIN)
        assert [(each["id"], each["role"], each["project_roles"]) for each in await staff()] == [
            (anne.id, "participant", {"7": "manager"}),
            (ola.id, "admin", {}),
        ]


async def test_two_administrators_who_leave_at_once_do_not_both_go(make_person: MakePerson) -> None:
    town = await new_town("Samtidig")
    both = [await make_person(town, role=Role.ADMIN) for _n in range(2)]

    async def leave(person: Person) -> bool:
        try:
            async with scope(town):
                return await close_person(person_id=person.id)
        except LastAdministrator:
            return False

    leaving = [asyncio.create_task(leave(person)) for person in both]
    assert sorted([await each for each in leaving]) == [False, True]


async def test_groups_hold_people_of_this_town_only(two_towns: Towns, make_person: MakePerson) -> None:
    kari = await make_person(two_towns.a)
    async with scope(two_towns.a):
        youth = await groups.create_group(names={"nb": "Ungdomsrådet"})
        assert await groups.add_to_group(group_id=youth, person_ids=[kari.id, kari.id, 999_999]) == 1
        assert await groups.add_to_group(group_id=youth, person_ids=[kari.id]) == 0
        assert [each["id"] for each in await groups.members(group_id=youth)] == [kari.id]
        found = await account_at(email=kari.email)
    assert found is not None
    assert found.person.groups == {youth}
    async with scope(two_towns.b):
        assert await groups.groups() == []
        assert not await groups.delete_group(group_id=youth)


async def test_invitation_is_used_once(two_towns: Towns) -> None:
    email = new_address()
    async with scope(two_towns.a):
        await invite(email=email.upper(), role=Role.MODERATOR)
        await invite(email=email, role=Role.MANAGER)
        assert [each["role"] for each in await invitations()] == ["manager"]
        assert await take_invitation(email=email) is Role.MANAGER
        assert await take_invitation(email=email) is None
        with pytest.raises(NotGivenHere):
            await invite(email=email, role=Role.SUPPORT)


async def _visit(tenant: Tenant, reason: str = "The mayor asked for help with the map") -> str:
    async with scope(tenant):
        return (
            await begin_visit(expert_id=4, expert_name="Siri Support", reason=reason, ticket=new_address())
        ).token


async def test_support_comes_in_with_a_reason_for_an_hour_and_is_seen(
    two_towns: Towns, client: Client
) -> None:
    with pytest.raises(NoReason):
        await _visit(two_towns.a, "  because ")
    token = await _visit(two_towns.a)
    async with scope(two_towns.a):
        here = await context(token)
        minutes = await value("SELECT round(extract(epoch FROM expires_at - now()) / 60)::int FROM session")
        seen = await visits()
    assert here.person is not None
    assert (here.person.role, minutes) == (Role.SUPPORT, 60)
    assert here.support_reason == "The mayor asked for help with the map"
    assert [(each["name"], each["reason"], each["here_now"]) for each in seen] == [
        ("Siri Support", "The mayor asked for help with the map", True)
    ]
    expert, elsewhere = await client(two_towns.a), await client(two_towns.b)
    plant(expert, "session", token)
    plant(elsewhere, "session", token)
    assert "You are here as a support expert" in (await expert.get("/about")).text
    assert "support expert" not in (await elsewhere.get("/about")).text
    assert (await expert.get("/account")).status_code == 404  # a visit is not an account
    assert (await expert.post("/account/close")).status_code == 404
    async with scope(two_towns.a):
        assert await end_visit(visit_id=seen[0]["id"])
        assert not await end_visit(visit_id=seen[0]["id"])
    assert "support expert" not in (await expert.get("/about")).text


async def test_same_expert_is_one_person_without_any_other_way_in() -> None:
    town = await new_town("Hjelpvik")
    await _visit(town)
    await _visit(town, "Another question about the map")
    async with scope(town):
        experts = await rows("SELECT id, email, password_hash FROM person WHERE role = 'support'")
        assert len(await visits()) == 2
    assert [(each["email"], each["password_hash"]) for each in experts] == [(None, None)]
    with pytest.raises(asyncpg.CheckViolationError):
        async with scope(town):
            await execute("UPDATE person SET email = 'x@example.org' WHERE id = $1", experts[0]["id"])
