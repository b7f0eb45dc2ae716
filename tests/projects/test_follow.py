"""Following a project."""

from core.db import rows, value
from core.people import Role
from core.tenancy import Tenant, scope
from tests.conftest import Client, MakePerson
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


async def test_followers_are_told_of_something_new_and_others_are_not(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    project_id = await new_project(two_towns.a, "Noe nytt", method="ideas")
    follower, other = await make_person(two_towns.a), await make_person(two_towns.a)
    await (await client(two_towns.a, follower)).post("/projects/noe-nytt/follow")
    staff = await client(two_towns.a, role=Role.MANAGER)
    async with scope(two_towns.a, read_only=True):
        activity_id = await value("SELECT id FROM activity WHERE project = $1", project_id)
    base = f"/manage/projects/{project_id}/activities/{activity_id}"
    await staff.post(f"{base}/hide")
    await staff.post(f"{base}/show")
    async with scope(two_towns.a, read_only=True):
        told = await rows("SELECT n.person, o.url FROM notification n JOIN notice o ON o.id = n.notice")
    assert [each for each in told if each["person"] in (follower.id, other.id)] == [
        {"person": follower.id, "url": "/projects/noe-nytt/din-ide"}
    ]


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
