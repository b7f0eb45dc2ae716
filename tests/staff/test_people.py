"""People as administrators meet them: found, given roles, put in groups, blocked."""

import httpx
import pytest

from core.audit import record
from core.people import Person, Role
from core.people.groups import create_group, members
from core.people.roles import set_role
from core.people.service import Account, account_of
from core.people.support import begin_visit
from core.tenancy import Tenant, scope
from tests.conftest import Client, MakePerson
from tests.support.projects import new_project
from tests.support.towns import Towns, new_town


async def account(tenant: Tenant, person: Person) -> Account:
    async with scope(tenant, read_only=True):
        found = await account_of(person_id=person.id)
    assert found is not None
    return found


async def test_list_finds_by_name_and_address_in_this_town_only(
    two_towns: Towns, staff: httpx.AsyncClient, make_person: MakePerson
) -> None:
    await make_person(two_towns.a, name="Åse Fjell", email="aase@fjell.example")
    await make_person(two_towns.b, name="Åse Dal")
    for text in ("åse", "FJELL.example", "aase@"):
        page = (await staff.get("/manage/people", params={"q": text})).text
        assert "Åse Fjell" in page
        assert "Åse Dal" not in page
    page = (await staff.get("/manage/people", params={"q": "<script>alert(1)</script>"})).text
    assert "Nobody found" in page
    assert "<script>alert" not in page


async def test_list_is_paged_by_key_and_narrowed(
    house: object, client: Client, make_person: MakePerson
) -> None:
    town = await new_town("Langvik")
    for n in range(55):
        await make_person(town, name=f"Person {n:02}")
    staff = await client(town, role=Role.MANAGER)
    assert (await staff.get("/manage/people")).status_code == 403
    staff = await client(town, await make_person(town, name="Anne Admin", role=Role.ADMIN))
    first = (await staff.get("/manage/people")).text
    assert "Person 54" in first
    assert "Person 05" not in first
    older = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = (await staff.get(older)).text
    assert "Person 05" in second
    assert "Person 54" not in second
    only_staff = (await staff.get("/manage/people?show=staff")).text
    assert "Anne Admin" in only_staff
    assert "Person 54" not in only_staff
    assert (await staff.get("/manage/people?show=x&before=99999999999999999999")).status_code == 200


async def test_role_is_given_and_noted(
    two_towns: Towns, staff: httpx.AsyncClient, make_person: MakePerson, administrator: Person
) -> None:
    person = await make_person(two_towns.a, name="Mona <b>Moderator</b>")
    page = (await staff.get(f"/manage/people/{person.id}")).text
    assert "Mona &lt;b&gt;Moderator&lt;/b&gt;" in page
    sent = await staff.post(f"/manage/people/{person.id}/role", data={"role": "moderator"})
    assert sent.status_code == 303
    assert (await account(two_towns.a, person)).person.role is Role.MODERATOR
    async with scope(two_towns.a):
        (entry,) = (await record(action="person.role", subject_id=person.id)).entries
    assert (entry.person, entry.details) == (administrator.id, {"was": "participant", "to": "moderator"})


@pytest.mark.parametrize("role", ["", "support", "king"])
async def test_role_that_is_not_given_here_is_refused(
    two_towns: Towns, staff: httpx.AsyncClient, make_person: MakePerson, role: str
) -> None:
    person = await make_person(two_towns.a)
    assert (await staff.post(f"/manage/people/{person.id}/role", data={"role": role})).status_code == 422
    assert (await account(two_towns.a, person)).person.role is Role.PARTICIPANT


async def test_last_administrator_stays_one(house: object, client: Client, make_person: MakePerson) -> None:
    town = await new_town("Ensomvik")
    one = await make_person(town, name="Ene", role=Role.ADMIN)
    staff = await client(town, one)
    sent = await staff.post(f"/manage/people/{one.id}/role", data={"role": "participant"})
    assert sent.status_code == 422
    assert "only administrator" in sent.text
    other = await make_person(town, name="Andre", role=Role.ADMIN)
    assert (await staff.post(f"/manage/people/{other.id}/block")).status_code == 303
    sent = await staff.post(f"/manage/people/{one.id}/role", data={"role": "manager"})
    assert sent.status_code == 422  # a blocked one cannot look after the place
    await staff.post(f"/manage/people/{other.id}/unblock")
    assert (await staff.post(f"/manage/people/{one.id}/role", data={"role": "manager"})).status_code == 303
    assert (await staff.get("/manage/people")).status_code == 403
    assert (await account(town, one)).person.role is Role.MANAGER


async def test_blocked_person_is_out_at_once_and_can_come_back(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client, make_person: MakePerson
) -> None:
    person = await make_person(two_towns.a, name="Blokkert Berg")
    theirs = await client(two_towns.a, person)
    assert (await theirs.get("/account")).status_code == 200
    assert (await staff.post(f"/manage/people/{person.id}/block")).status_code == 303
    assert (await theirs.get("/account")).status_code == 401
    assert (await account(two_towns.a, person)).blocked
    assert "Blokkert Berg" in (await staff.get("/manage/people?show=blocked")).text
    assert (await staff.post(f"/manage/people/{person.id}/unblock")).status_code == 303
    assert not (await account(two_towns.a, person)).blocked


async def test_nobody_blocks_themself(
    two_towns: Towns, staff: httpx.AsyncClient, administrator: Person
) -> None:
    sent = await staff.post(f"/manage/people/{administrator.id}/block")
    assert sent.status_code == 422
    assert "cannot block yourself" in sent.text
    assert not (await account(two_towns.a, administrator)).blocked


async def test_signing_out_everywhere_leaves_the_own_session(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client, make_person: MakePerson, administrator: Person
) -> None:
    person = await make_person(two_towns.a)
    theirs, second = await client(two_towns.a, person), await client(two_towns.a, administrator)
    await staff.post(f"/manage/people/{person.id}/sign-out")
    assert (await theirs.get("/account")).status_code == 401
    await staff.post(f"/manage/people/{administrator.id}/sign-out")
    assert (await staff.get("/manage")).status_code == 200
    assert (await second.get("/manage")).status_code == 401


async def test_project_role_opens_that_project_and_is_taken_away(
    two_towns: Towns, staff: httpx.AsyncClient, make_person: MakePerson
) -> None:
    person = await make_person(two_towns.a)
    mine, theirs = await new_project(two_towns.a), await new_project(two_towns.b, "I nabobyen")
    base = f"/manage/people/{person.id}/project"
    page = (await staff.get(f"/manage/people/{person.id}")).text
    assert "I nabobyen" not in page
    sent = await staff.post(base, data={"project": str(mine), "project_role": "manager"})
    assert sent.status_code == 303
    assert (await account(two_towns.a, person)).person.project_roles == {mine: Role.MANAGER}
    for data in (
        {},
        {"project": "999999", "project_role": "manager"},
        {"project": str(mine), "project_role": "admin"},
    ):
        assert (await staff.post(base, data=data)).status_code == 422
    assert (await staff.post(f"{base}/{theirs + 1000}/remove")).status_code == 404
    assert (await staff.post(f"{base}/{mine}/remove")).status_code == 303
    assert (await account(two_towns.a, person)).person.project_roles == {}


async def test_groups_of_a_person_are_those_that_are_ticked(
    two_towns: Towns, staff: httpx.AsyncClient, make_person: MakePerson
) -> None:
    person = await make_person(two_towns.a)
    async with scope(two_towns.a):
        youth, old = await create_group(names={"nb": "Ungdom"}), await create_group(names={"nb": "Eldre"})
    base = f"/manage/people/{person.id}/groups"
    assert (await staff.post(base, data={"groups": [str(youth), str(old)]})).status_code == 303
    assert (await staff.post(base, data={"groups": [str(old)]})).status_code == 303
    assert (await staff.post(base, data={"groups": ["999999"]})).status_code == 422
    async with scope(two_towns.a):
        assert await members(group_id=youth) == []
        assert [each["id"] for each in await members(group_id=old)] == [person.id]


async def test_strangers_guests_and_those_who_left_have_no_page(
    two_towns: Towns, staff: httpx.AsyncClient, make_person: MakePerson
) -> None:
    others = [await make_person(two_towns.b) for _ in range(3)]
    async with scope(two_towns.a):
        guest = await begin_visit(
            expert_id=7, expert_name="Eva Ekspert", reason="Hjelp med import", ticket="p"
        )
    for person_id in (guest.person_id, others[-1].id + 10_000):
        base = f"/manage/people/{person_id}"
        assert (await staff.get(base)).status_code == 404
        for path in ("role", "block", "unblock", "sign-out", "groups", "project"):
            assert (await staff.post(f"{base}/{path}", data={"role": "admin"})).status_code == 404
    assert "Eva Ekspert" not in (await staff.get("/manage/people")).text


async def test_administrator_who_is_no_more_meets_a_shut_door_at_once(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    person = await make_person(two_towns.a, role=Role.ADMIN)
    theirs = await client(two_towns.a, person)
    assert (await theirs.get("/manage/people")).status_code == 200
    await make_person(two_towns.a, role=Role.ADMIN)
    async with scope(two_towns.a):
        await set_role(person_id=person.id, role=Role.PARTICIPANT)
    assert (await theirs.get("/manage/people")).status_code == 403
