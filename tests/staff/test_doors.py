"""Who comes in where, and what the menu shows."""

import dataclasses

import httpx
import pytest

from core.app import PAGES
from core.http import routes_of
from core.people import Role
from core.people.roles import set_project_role
from core.staff.pages import MODULES
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.support.projects import new_project
from tests.support.towns import Towns

ROUTES = [route for route in routes_of(*MODULES) if route.full_path != "/manage"]
PLAIN = sorted({route.full_path for route in ROUTES if route.method == "GET" and "{" not in route.full_path})


def test_pages_of_this_room_are_all_mounted() -> None:
    assert set(MODULES) <= set(PAGES)
    assert {route.action for route in ROUTES} == {"site.manage"}


@pytest.mark.parametrize("path", ["/manage", *PLAIN])
async def test_administrator_sees_every_page(staff: httpx.AsyncClient, path: str) -> None:
    answer = await staff.get(path)
    assert answer.status_code == 200, answer.text[:500]
    assert " style=" not in answer.text


async def test_others_find_every_door_shut(two_towns: Towns, client: Client) -> None:
    resident = await client(two_towns.a, role=Role.PARTICIPANT)
    manager = await client(two_towns.a, role=Role.MANAGER)
    visitor = await client(two_towns.a)
    for route in ROUTES:
        path = route.full_path
        for name in ("person_id", "project_id", "invitation_id", "group_id", "topic_id", "status_id"):
            path = path.replace(f"{{{name}:int}}", "1")
        path = path.replace("{job_id:int}", "1").replace("{visit_id:int}", "1")
        path = path.replace("{plugin_id:str}", "ideas").replace("{key:str}", "nord")
        assert (await visitor.request(route.method, path)).status_code == 401, path
        assert (await resident.request(route.method, path)).status_code == 403, path
        assert (await manager.request(route.method, path)).status_code == 403, path


async def test_session_of_one_town_is_nobody_in_the_other(
    two_towns: Towns, client: Client, staff: httpx.AsyncClient
) -> None:
    other = await client(two_towns.b)
    other.cookies.set("session", staff.cookies.get("session") or "", domain=two_towns.b.hosts[0])
    assert (await other.get("/manage")).status_code == 401
    assert (await other.get("/manage/people")).status_code == 401


async def test_menu_shows_only_what_the_person_may(
    two_towns: Towns, client: Client, make_person: MakePerson, staff: httpx.AsyncClient
) -> None:
    person = await make_person(two_towns.a, name="Mona")
    project_id = await new_project(two_towns.a)
    async with scope(two_towns.a):
        await set_project_role(person_id=person.id, project_id=project_id, role=Role.MODERATOR)
    person = dataclasses.replace(person, project_roles={project_id: Role.MODERATOR})
    page = await (await client(two_towns.a, person)).get("/manage")
    assert page.status_code == 200
    assert 'href="/manage/moderation"' in page.text
    assert 'href="/manage/settings"' not in page.text
    assert "From empty to first project" not in page.text
    page = await staff.get("/manage")
    for path in PLAIN:
        if path.count("/") == 2:
            assert f'href="{path}"' in page.text, path


@pytest.mark.parametrize(
    "path", ["people", "topics", "statuses", "people/groups", "people/invitations", "jobs", "support"]
)
async def test_numbers_that_no_database_holds_are_not_found(staff: httpx.AsyncClient, path: str) -> None:
    for number in ("99999999999999999999999", "-1", "0"):
        for tail in ("", "/remove", "/again", "/withdraw", "/retry", "/end"):
            for method in ("GET", "POST"):
                answer = await staff.request(method, f"/manage/{path}/{number}{tail}")
                assert answer.status_code in (404, 405), (method, number, tail)


async def test_refusal_tells_staff_of_their_role_and_others_that_it_is_for_staff(
    two_towns: Towns, client: Client
) -> None:
    manager = (await (await client(two_towns.a, role=Role.MANAGER)).get("/manage/settings")).text
    resident = (await (await client(two_towns.a, role=Role.PARTICIPANT)).get("/manage/settings")).text
    assert "Your role does not give access to this" in manager
    assert 'href="/manage"' in manager
    assert "This is for the municipality&#39;s own staff" in resident
