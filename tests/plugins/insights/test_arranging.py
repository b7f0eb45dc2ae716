"""Themes are put below others, and what was made of an activity's contributions is taken out."""

import csv
import io

import pytest

from core.people import Role
from tests.conftest import Client, MakePerson
from tests.plugins.insights.desk import Workbench, new_workbench
from tests.support.towns import Towns


@pytest.fixture
async def desk(two_towns: Towns, client: Client, make_person: MakePerson) -> Workbench:
    return await new_workbench(two_towns.a, client, make_person)


async def _parent(desk: Workbench, theme: str) -> object:
    (found,) = await desk.ask("SELECT parent FROM insights_theme WHERE id = $1", int(theme))
    return found["parent"]


async def _made(desk: Workbench, name: str) -> str:
    answer = await desk.do("/themes/new", name=name)
    return str(answer.headers["location"]).rpartition("/")[2]


async def test_theme_is_put_below_another_and_back(desk: Workbench) -> None:
    upper, lower, third = [await _made(desk, name) for name in ("Ute", "Sykkel", "Vann")]
    answer = await desk.do(f"/themes/{lower}/place", into=upper)
    assert answer.headers["location"].endswith(f"/arrange#theme-{lower}")
    assert await _parent(desk, lower) == int(upper)
    assert "Below “Ute”" in await desk.see("/arrange")
    for theme, into in ((upper, third), (third, lower), (third, third), (third, "999999")):
        before = await _parent(desk, theme)
        assert (await desk.do(f"/themes/{theme}/place", into=into)).status_code == 303
        assert await _parent(desk, theme) == before
    await desk.do(f"/themes/{lower}/place", into="")
    assert await _parent(desk, lower) is None


async def test_others_arrange_nothing(
    desk: Workbench, two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    one, other = await _made(desk, "En"), await _made(desk, "To")
    elsewhere = await client(two_towns.b, await make_person(two_towns.b, role=Role.ADMIN))
    moderator = await client(two_towns.a, await make_person(two_towns.a, role=Role.MODERATOR))
    for who, status in ((elsewhere, 404), (moderator, 403)):
        assert (await who.get(f"{desk.url}/arrange")).status_code == status
        assert (await who.post(f"{desk.url}/themes/{one}/place", data={"into": other})).status_code == status
    assert await _parent(desk, one) is None


async def test_topics_and_themes_are_taken_out_for_staff_only(
    desk: Workbench, client: Client, make_person: MakePerson
) -> None:
    data = f"/manage/projects/{desk.ground.project_id}/activities/{desk.ground.activity_id}/data"
    assert "Topics and themes of contributions" in (await desk.staff.get(data)).text
    taken = await desk.staff.get(f"{data}/analysis/csv")
    lines = list(csv.DictReader(io.StringIO(taken.text.lstrip("\ufeff")), delimiter=_delimiter(taken.text)))
    assert {int(each["id"]) for each in lines} == set(desk.said.values())
    assert all(each["study"] == "Hva sies" for each in lines)
    assert any(each["theme"] for each in lines)
    resident = await client(desk.tenant, await make_person(desk.tenant))
    assert (await resident.get(f"{data}/analysis/csv")).status_code == 403


def _delimiter(text: str) -> str:
    return ";" if ";" in text.partition("\n")[0] else ","
