"""Following a project."""

from core.db import value
from core.people import Role
from core.tenancy import Tenant, scope
from tests.conftest import Client
from tests.support.projects import new_project
from tests.support.towns import Towns


async def followers(tenant: Tenant, project_id: int) -> int:
    async with scope(tenant, read_only=True):
        found: int = await value(
            "SELECT count(*) FROM follow WHERE subject = 'project' AND subject_id = $1", project_id
        )
    return found


async def test_following_twice_is_once_and_stops(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Følg meg")
    person = await client(two_towns.a, role=Role.PARTICIPANT)
    for _ in range(2):
        assert (await person.post("/projects/folg-meg/follow")).status_code == 303
    assert await followers(two_towns.a, project_id) == 1
    assert "Stop following" in (await person.get("/projects/folg-meg")).text
    await person.post("/projects/folg-meg/unfollow")
    assert await followers(two_towns.a, project_id) == 0


async def test_anonymous_visitor_is_asked_to_sign_in(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Logg inn først")
    visitor = await client(two_towns.a)
    assert (await visitor.post("/projects/logg-inn-forst/follow")).status_code == 401
    assert await followers(two_towns.a, project_id) == 0


async def test_draft_cannot_be_followed_by_others(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Usett", state="draft")
    person = await client(two_towns.a, role=Role.PARTICIPANT)
    assert (await person.post("/projects/usett/follow")).status_code == 404
    assert await followers(two_towns.a, project_id) == 0
