"""What residents see of a project's figures: what staff chose, nothing small, nothing of another place."""

import pytest

from core.host import House
from core.people import Role
from core.sdk import Block, Text
from core.tenancy import scope
from plugins.dashboards.choosing import chosen
from plugins.dashboards.small import for_residents
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.people import new_person
from tests.support.towns import Towns

CARDS = ["people.participants", "deeds.actions", "ideas.ideas"]


def _block(kind: str, *rows: tuple[object, ...], **more: object) -> Block:
    return Block(id="t.t", title=Text("T"), kind=kind, n=100, rows=rows, columns=("a", "b", "c", "d"), **more)  # type: ignore[arg-type]


def _project(ground: Ground) -> str:
    return ground.url.rpartition("/")[0]


async def _filled(towns: Towns, n: int = 6) -> Ground:
    ground = await new_ground(towns.a)
    for _each in range(n):
        await new_idea(ground, await new_person(towns.a))
    return ground


async def test_only_chosen_cards_stand_on_the_projects_page(
    house: House, towns: Towns, client: Client
) -> None:
    ground = await _filled(towns)
    boss, resident = await client(towns.a, role=Role.MANAGER), await client(towns.a)
    page, choice = f"{_project(ground)}/figures", f"/manage/dashboards/residents/{ground.project_id}"
    assert (await resident.get(page)).status_code == 404
    assert "/figures" not in (await resident.get(_project(ground))).text
    assert 'value="ideas.ideas"' in (await boss.get(choice)).text
    sent = await boss.post(choice, data={"card": [*CARDS, "visits.visits", "nothing.here"]})
    assert sent.headers["location"] == page
    async with scope(towns.a, read_only=True):
        assert await chosen(project_id=ground.project_id) == CARDS
    shown = await resident.get(page)
    assert shown.status_code == 200
    assert "Participants" in shown.text
    assert "Participants over time" not in shown.text
    assert page in (await resident.get(_project(ground))).text
    file = await resident.get(f"{page}/people.participants.csv")
    assert file.headers["content-type"].startswith("text/csv")
    assert (await resident.get(f"{page}/people.channels.csv")).status_code == 404
    await boss.post(choice, data={})
    assert (await resident.get(page)).status_code == 404


async def test_fewer_than_five_are_not_told(towns: Towns, client: Client) -> None:
    ground = await _filled(towns, n=3)
    boss = await client(towns.a, role=Role.MANAGER)
    page = await boss.get(f"/manage/dashboards/residents/{ground.project_id}")
    assert 'value="people.participants"' not in page.text


async def test_others_may_not_choose(towns: Towns, client: Client, make_person: MakePerson) -> None:
    ground = await _filled(towns)
    choice = f"/manage/dashboards/residents/{ground.project_id}"
    for role, status in ((Role.PARTICIPANT, 403), (Role.MODERATOR, 403)):
        visitor = await client(towns.a, role=role)
        assert (await visitor.post(choice, data={"card": CARDS})).status_code == status
    far = await client(towns.b, await make_person(towns.b, role=Role.ADMIN))
    assert (await far.post(choice, data={"card": CARDS})).status_code == 404
    async with scope(towns.a, read_only=True):
        assert await chosen(project_id=ground.project_id) == []


@pytest.mark.parametrize(
    ("block", "rows"),
    [
        (_block("bars", ("a", 20), ("b", 3), ("c", 9)), (("a", 20), ("b", None), ("c", None))),
        (_block("line", ("1", 8, 7), ("2", 9, 6)), (("1", 8, 7), ("2", 9, 6))),
        (_block("likert", ("s", 9, 9, 2), ("t", 9, 9, 9)), (("s", None, None, None), ("t", 9, 9, 9))),
        (_block("table", ("a", 12, None)), (("a", 12, None),)),
    ],
)
def test_small_numbers_are_hidden_with_what_tells_them(block: Block, rows: tuple[object, ...]) -> None:
    found = for_residents(block)
    assert found is not None
    assert found.rows == rows


@pytest.mark.parametrize(
    "block",
    [
        _block("bars", ("a", 3), ("b", 2)),
        _block("table", ("a", 3)),
        _block("quotes", ("Ord", "Kari", "/x")),
        _block("map", ("Her", 60.1, 5.2, 9)),
        _block("figure", value=2),
    ],
)
def test_what_would_tell_of_a_few_or_of_one_is_not_shown(block: Block) -> None:
    assert for_residents(block) is None
