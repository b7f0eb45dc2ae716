"""Who sees which project: drafts, links, groups, archived ones, the neighbour's."""

import pytest

from core.people import Role
from core.people.groups import add_to_group, create_group
from core.people.roles import set_project_role
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.support.projects import about, new_project
from tests.support.towns import Towns


async def test_draft_is_seen_by_staff_and_nobody_else(two_towns: Towns, client: Client) -> None:
    await new_project(two_towns.a, "Hemmelig", state="draft")
    assert (await (await client(two_towns.a)).get("/projects/hemmelig")).status_code == 404
    participant = await client(two_towns.a, role=Role.PARTICIPANT)
    assert (await participant.get("/projects/hemmelig")).status_code == 404
    moderator = await client(two_towns.a, role=Role.MODERATOR)
    page = await moderator.get("/projects/hemmelig")
    assert page.status_code == 200
    assert "This is a preview" in page.text
    for address in ("/", "/projects"):
        assert "Hemmelig" not in (await moderator.get(address)).text


async def test_draft_is_seen_by_its_own_moderator_only(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    mine = await new_project(two_towns.a, "Mitt utkast", state="draft")
    await new_project(two_towns.a, "Annet utkast", state="draft")
    person = await make_person(two_towns.a)
    async with scope(two_towns.a):
        await set_project_role(person_id=person.id, project_id=mine, role=Role.MODERATOR)
    staff = await client(two_towns.a, person)
    assert (await staff.get("/projects/mitt-utkast")).status_code == 200
    assert (await staff.get("/projects/annet-utkast")).status_code == 404


async def test_preview_link_opens_the_draft_and_only_that(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Forhåndsvist", state="draft")
    await new_project(two_towns.a, "Ikke forhåndsvist", state="draft")
    token = await about(two_towns.a, project_id, "preview_token")
    visitor = await client(two_towns.a)
    seen = await visitor.get(f"/projects/forhandsvist?preview={token}")
    assert seen.status_code == 200
    assert seen.headers["x-robots-tag"] == "noindex"
    assert (await visitor.get(f"/projects/ikke-forhandsvist?preview={token}")).status_code == 404
    # It sets nothing: the next request is a stranger's again.
    assert (await visitor.get("/projects/forhandsvist")).status_code == 404
    for wrong in ("", "x", "æøå", str(token)[:-1]):
        answer = await visitor.get("/projects/forhandsvist", params={"preview": wrong})
        assert answer.status_code == 404


async def test_preview_link_is_dead_after_a_new_one_is_made(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Ny lenke", state="draft")
    token = await about(two_towns.a, project_id, "preview_token")
    staff = await client(two_towns.a, role=Role.MANAGER)
    await staff.post(f"/manage/projects/{project_id}/preview")
    visitor = await client(two_towns.a)
    assert (await visitor.get(f"/projects/ny-lenke?preview={token}")).status_code == 404


async def test_link_only_project_is_reachable_and_listed_nowhere(two_towns: Towns, client: Client) -> None:
    await new_project(two_towns.a, "Bare lenke", visibility="link", method="ideas")
    visitor = await client(two_towns.a)
    for path in ("", "/din-ide"):
        for _ in range(2):  # also when it could have been kept
            answer = await visitor.get(f"/projects/bare-lenke{path}")
            assert answer.status_code == 200
            assert answer.headers["x-robots-tag"] == "noindex"
    for address in ("/", "/projects", "/projects?q=Bare"):
        assert "Bare lenke" not in (await visitor.get(address)).text


async def test_group_project_is_there_for_members_only(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    member = await make_person(two_towns.a)
    async with scope(two_towns.a):
        group = await create_group(names={"nb": "Ungdomsrådet"})
        await add_to_group(group_id=group, person_ids=[member.id])
    project_id = await new_project(two_towns.a, "For ungdomsrådet", visibility="group", groups=(group,))
    token = await about(two_towns.a, project_id, "preview_token")
    inside = await client(two_towns.a, member)
    assert (await inside.get("/projects/for-ungdomsradet")).status_code == 200
    assert "For ungdomsrådet" in (await inside.get("/projects")).text
    for outside in (await client(two_towns.a), await client(two_towns.a, role=Role.PARTICIPANT)):
        assert (await outside.get("/projects/for-ungdomsradet")).status_code == 404
        assert (await outside.get(f"/projects/for-ungdomsradet?preview={token}")).status_code == 404
        for address in ("/", "/projects"):
            assert "For ungdomsrådet" not in (await outside.get(address)).text


async def test_archived_project_is_readable(two_towns: Towns, client: Client) -> None:
    await new_project(two_towns.a, "Gammel sak", state="archived")
    visitor = await client(two_towns.a)
    assert "nothing is open any more" in (await visitor.get("/projects/gammel-sak")).text
    assert "Gammel sak" in (await visitor.get("/projects?stage=finished")).text


async def test_lists_of_two_towns_do_not_mix(two_towns: Towns, client: Client) -> None:
    await new_project(two_towns.a, "Havnebyens eget")
    await new_project(two_towns.b, "Fjellviks eget")
    for town, own, foreign in (
        (two_towns.a, "Havnebyens eget", "Fjellviks eget"),
        (two_towns.b, "Fjellviks eget", "Havnebyens eget"),
    ):
        visitor, staff = await client(town), await client(town, role=Role.ADMIN)
        for page in (
            (await visitor.get("/")).text,
            (await visitor.get("/projects")).text,
            (await staff.get("/manage/projects")).text,
        ):
            assert own in page
            assert foreign not in page


@pytest.mark.parametrize("query", ["%", "_", "\\", "'; DROP TABLE project; --", "\x00", "a" * 5000])
async def test_hostile_search_finds_nothing_and_breaks_nothing(
    two_towns: Towns, client: Client, query: str
) -> None:
    answer = await (await client(two_towns.a)).get("/projects", params={"q": query, "page": "-1"})
    assert answer.status_code == 200
    if query != "\x00":
        assert "No projects here" in answer.text
