"""The first page of the staff: states of the data, and what waits for whom."""

import dataclasses

import httpx
import pytest

from core.contributions import assign, seed_defaults, set_status, statuses
from core.db import execute
from core.founding import Founder, found_place
from core.people import Person, Role
from core.people.roles import set_project_role
from core.staff.checklist import checklist
from core.tenancy import PLATFORM, Kind, Status, load_site, save_site, scope
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.projects import new_project
from tests.support.towns import Towns


async def test_checklist_says_what_the_data_says(house: object, client: Client) -> None:
    async with scope(PLATFORM):
        town, person_id = await found_place(
            founder=Founder(name="Frida", email="frida@example.org"),
            name="Nyvik",
            kind=Kind.MUNICIPALITY,
            host="nyvik-liste.allmenning.test",
            status=Status.UNCONFIRMED,
            settings={"names": {"nb": "Nyvik"}},
        )
    founder = Person(id=person_id, name="Frida", email="frida@example.org", role=Role.ADMIN)
    staff = await client(town, founder)
    page = (await staff.get("/manage")).text
    assert "0 of 9 things are done" in page
    async with scope(town):
        await save_site(taglines={"nb": "Sammen"}, privacy={"nb": "Kort"}, brand_colour="#8a1538")
    assert "3 of 9 things are done" in (await staff.get("/manage")).text
    await staff.post("/manage/people/invitations", data={"email": "ny@nyvik.example", "role": "manager"})
    await new_project(town)
    async with scope(town):
        here = await load_site()
        steps = await checklist(site=here, tenant=town)
    assert [step.done for step in steps] == [True, False, True, True, False, True, True, True, False]
    async with scope(town):
        steps = await checklist(site=here, tenant=dataclasses.replace(town, status=Status.ACTIVE))
    assert steps[-1].done


@pytest.fixture
async def ground(two_towns: Towns) -> Ground:
    async with scope(two_towns.a):
        await seed_defaults()
    return await new_ground(two_towns.a)


async def old_idea(ground: Ground, author: Person, title: str, days: int = 15) -> int:
    idea = await new_idea(ground, author, title)
    async with scope(ground.tenant):
        await execute(
            "UPDATE contribution SET published_at = now() - make_interval(days => $2) WHERE id = $1",
            idea,
            days,
        )
    return idea


async def test_ideas_wait_for_an_answer_until_they_have_one(
    ground: Ground, staff: httpx.AsyncClient, administrator: Person, client: Client, two_towns: Towns
) -> None:
    late = await old_idea(ground, administrator, "Lenge siden")
    await old_idea(ground, administrator, "I forrige uke", days=7)
    mine = await new_idea(ground, administrator, "Gitt til meg")
    async with ground.open() as place:
        await assign(place=place, contribution_id=mine, person_id=administrator.id, by=administrator)
    page = (await staff.get("/manage")).text
    assert f'href="{ground.url}/{late}"' in page
    assert f'href="{ground.url}/{mine}"' in page
    assert "I forrige uke" not in page
    other = await client(two_towns.a, role=Role.ADMIN)
    assert "Gitt til meg" not in (await other.get("/manage")).text
    stranger = await client(two_towns.b, role=Role.ADMIN)
    assert "Lenge siden" not in (await stranger.get("/manage")).text
    async with ground.open() as place:
        for each, answer in ((late, "<p>Vi bygger den.</p>"), (mine, "")):
            done = next(status for status in await statuses() if status.kind == "declined")
            await set_status(
                place=place, contribution_id=each, status_id=done.id, by=administrator, answer=answer
            )
    page = (await staff.get("/manage")).text
    assert "Lenge siden" not in page
    assert "Gitt til meg" not in page


async def test_moderator_of_one_project_sees_what_waits_there_only(
    ground: Ground, client: Client, make_person: MakePerson, administrator: Person
) -> None:
    elsewhere = await new_ground(ground.tenant)
    await old_idea(ground, administrator, "I mitt prosjekt")
    await old_idea(elsewhere, administrator, "I et annet")
    person = await make_person(ground.tenant)
    async with scope(ground.tenant):
        await set_project_role(person_id=person.id, project_id=ground.project_id, role=Role.MODERATOR)
    moderator = await client(ground.tenant, person)
    page = (await moderator.get("/manage")).text
    assert "I mitt prosjekt" in page
    assert "I et annet" not in page
