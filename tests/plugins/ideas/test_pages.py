"""Every page of the plugin, once, by those who may see it."""

import pytest

from core.people import Role
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_idea

RESIDENT = (
    "",
    "?view=list",
    "?view=map",
    "?sort=supported",
    "?q=bade&topic=traffic",
    "/map.json",
    "/similar?title=bade",
    "/new",
    "/drafts",
)
STAFF = ("/manage", "/manage/import", "/manage/fields", "/manage/fields/new", "/manage/export/ideas.csv")


@pytest.mark.parametrize("path", RESIDENT)
async def test_page_opens_for_resident(
    ground: Ground, client: Client, make_person: MakePerson, path: str
) -> None:
    kari = await make_person(ground.tenant)
    await new_idea(ground, kari)
    answer = await (await client(ground.tenant, kari)).get(ground.url + path)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("path", STAFF)
async def test_page_opens_for_manager_only(
    ground: Ground, client: Client, make_person: MakePerson, path: str
) -> None:
    kari = await make_person(ground.tenant)
    await new_idea(ground, kari)
    manager = await client(ground.tenant, role=Role.MANAGER)
    answer = await manager.get(ground.url + path)
    assert answer.status_code == 200, answer.text
    assert (await (await client(ground.tenant, kari)).get(ground.url + path)).status_code == 403
    assert (await (await client(ground.tenant)).get(ground.url + path)).status_code == 401


async def test_idea_page_opens_for_all(ground: Ground, client: Client, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant)
    idea = await new_idea(ground, kari)
    for visitor in (await client(ground.tenant), await client(ground.tenant, kari)):
        answer = await visitor.get(f"{ground.url}/{idea}")
        assert answer.status_code == 200, answer.text
        assert "Badebrygge ved fergekaia" in answer.text
    staff = await client(ground.tenant, role=Role.MODERATOR)
    assert (await staff.get(f"{ground.url}/manage/{idea}")).status_code == 200
    assert (await (await client(ground.tenant, kari)).get(f"{ground.url}/{idea}/edit")).status_code == 200
    assert (await (await client(ground.tenant, kari)).get(f"{ground.url}/{idea}/withdraw")).status_code == 200
