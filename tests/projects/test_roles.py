"""Whose the staff pages are."""

import pytest

from core.people import Role
from core.people.roles import set_project_role
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.support.projects import new_project
from tests.support.towns import Towns

PAGES = ("", "/details", "/content", "/content/new/text", "/timeline", "/timeline/new", "/access", "/people")
DEEDS = (
    "/publish",
    "/unpublish",
    "/archive",
    "/duplicate",
    "/preview",
    "/details",
    "/access",
    "/timeline/new",
)


@pytest.mark.parametrize(("role", "status"), [(None, 401), (Role.PARTICIPANT, 403), (Role.MODERATOR, 403)])
async def test_others_than_managers_are_kept_out(
    two_towns: Towns, client: Client, role: Role | None, status: int
) -> None:
    project_id = await new_project(two_towns.a, "Vår sak")
    visitor = await client(two_towns.a, role=role) if role else await client(two_towns.a)
    for path in PAGES:
        assert (await visitor.get(f"/manage/projects/{project_id}{path}")).status_code == status, path
    for path in DEEDS:
        assert (await visitor.post(f"/manage/projects/{project_id}{path}")).status_code == status, path
    assert (await visitor.get("/manage/projects/new")).status_code == status


async def test_manager_of_the_neighbour_finds_nothing(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.b, "Naboens")
    for _ in range(3):  # ids of the two places overlap: make sure that this one is beyond ours
        project_id = await new_project(two_towns.b, "Naboens")
    async with scope(two_towns.a, read_only=True):
        from core.db import value

        beyond = max(project_id, await value("SELECT coalesce(max(id), 0) FROM project") + 1)
    staff = await client(two_towns.a, role=Role.ADMIN)
    for path in PAGES:
        assert (await staff.get(f"/manage/projects/{beyond}{path}")).status_code == 404
    for path in DEEDS:
        assert (await staff.post(f"/manage/projects/{beyond}{path}")).status_code == 404


async def test_manager_of_one_project_manages_no_other(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    mine, other = await new_project(two_towns.a, "Mitt"), await new_project(two_towns.a, "Ditt")
    person = await make_person(two_towns.a)
    async with scope(two_towns.a):
        await set_project_role(person_id=person.id, project_id=mine, role=Role.MANAGER)
    staff = await client(two_towns.a, person)
    assert (await staff.get(f"/manage/projects/{mine}")).status_code == 200
    assert (await staff.get(f"/manage/projects/{other}")).status_code == 403
    assert (await staff.post(f"/manage/projects/{other}/archive")).status_code == 403
    assert (await staff.get("/manage/projects/new")).status_code == 403
    listed = (await staff.get("/manage/projects")).text
    assert f'href="/manage/projects/{mine}"' in listed
    assert f'href="/manage/projects/{other}"' not in listed


async def test_colleague_is_added_by_address_and_removed(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    project_id = await new_project(two_towns.a, "Sammen")
    colleague = await make_person(two_towns.a, name="Ola Fjell")
    staff, theirs = await client(two_towns.a, role=Role.MANAGER), await client(two_towns.a, colleague)
    base = f"/manage/projects/{project_id}"
    nobody = await staff.post(f"{base}/people", data={"email": "ingen@example.org", "role": "manager"})
    assert nobody.status_code == 422
    assert "Nobody here has this address" in nobody.text
    assert (await theirs.get(base)).status_code == 403
    added = await staff.post(f"{base}/people", data={"email": colleague.email, "role": "manager"})
    assert added.status_code == 303
    assert "Ola Fjell" in (await staff.get(f"{base}/people")).text
    assert (await theirs.get(base)).status_code == 200
    await staff.post(f"{base}/people/{colleague.id}/remove")
    assert (await theirs.get(base)).status_code == 403


async def test_moderator_is_led_to_the_page_not_to_the_workshop(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Bare lese")
    page = (await (await client(two_towns.a, role=Role.MODERATOR)).get("/manage/projects?q=Bare")).text
    assert 'href="/projects/bare-lese"' in page
    assert f'href="/manage/projects/{project_id}"' not in page


async def test_huge_body_is_refused(two_towns: Towns, client: Client) -> None:
    staff = await client(two_towns.a, role=Role.MANAGER)
    answer = await staff.post("/manage/projects/new", data={"title.nb": "x" * 10_000_000})
    assert answer.status_code == 413
