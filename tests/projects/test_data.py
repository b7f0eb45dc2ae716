"""Staff take an activity's tables out, whatever its plugin; nobody else does."""

import zipfile
from io import BytesIO

from core.people import Role
from tests.conftest import Client
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.people import new_person
from tests.support.towns import Towns


def _address(ground: Ground, rest: str = "") -> str:
    return f"/manage/projects/{ground.project_id}/activities/{ground.activity_id}/data{rest}"


async def test_ideas_are_offered_and_taken_as_csv_and_xlsx(two_towns: Towns, client: Client) -> None:
    ground = await new_ground(two_towns.a)
    await new_idea(ground, await new_person(two_towns.a), title="=HYPERLINK(1) lys i løypa")
    manager = await client(two_towns.a, role=Role.MANAGER)
    assert f"{_address(ground)}/ideas/csv" in (await manager.get(_address(ground))).text
    table = await manager.get(_address(ground, "/ideas/csv"))
    assert "'=HYPERLINK(1) lys i løypa" in table.content.decode("utf-8-sig")
    book = await manager.get(_address(ground, "/ideas/xlsx"))
    assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(BytesIO(book.content)).namelist()
    assert (await manager.get(_address(ground, "/nothing/csv"))).status_code == 404
    assert (await manager.get(_address(ground, "/ideas/exe"))).status_code == 404


async def test_figures_are_those_of_this_activity(two_towns: Towns, client: Client) -> None:
    ground, other = await new_ground(two_towns.a), await new_ground(two_towns.a)
    author = await new_person(two_towns.a)
    for where in (ground, other, other):
        await new_idea(where, author)
    manager = await client(two_towns.a, role=Role.MANAGER)
    for where, count in ((ground, 1), (other, 2)):
        page = (await manager.get(_address(where))).text
        assert f"<dt>Ideas</dt><dd>{count}</dd>" in page
        assert "How far they have come" in page


async def test_others_take_nothing(two_towns: Towns, client: Client) -> None:
    ground = await new_ground(two_towns.a)
    for role in (Role.PARTICIPANT, Role.MODERATOR):
        visitor = await client(two_towns.a, role=role)
        assert (await visitor.get(_address(ground, "/ideas/csv"))).status_code == 403
    assert (await (await client(two_towns.a)).get(_address(ground, "/ideas/csv"))).status_code == 401
    stranger = await client(two_towns.b, role=Role.ADMIN)
    assert (await stranger.get(_address(ground, "/ideas/csv"))).status_code == 404
