"""A study from the staff's side: contributions are read, sorted in themes, and what staff decide stands."""

import re
from dataclasses import dataclass

import httpx
import pytest

from core.db import rows, value
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.tenancy import Tenant, scope
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.people import new_person
from tests.support.towns import Towns

CYCLING = [
    "Vi trenger en trygg sykkelvei til skolen",
    "Bygg sykkelfelt i hovedgata, det er farlig å sykle der",
    "Sykkelstien langs elva må brøytes om vinteren",
    "Flere sykkelstativ ved stasjonen",
    "Egen sykkelvei fra sentrum til skolen",
    "Skill sykkelveien fra bilene i hovedgata",
]
POOL = [
    "Svømmehallen må ha åpent i helgene",
    "Billigere inngang i svømmehallen for barn",
    "Svømmebassenget trenger varmere vann for eldre",
    "Bygg et nytt svømmeanlegg med stupetårn",
    "Svømmeopplæring for alle barn i svømmehallen",
    "La svømmehallen holde åpent om kvelden",
]


@dataclass
class Desk:
    tenant: Tenant
    ground: Ground
    staff: httpx.AsyncClient
    project_id: int


@pytest.fixture
async def desk(two_towns: Towns, client: Client, make_person: MakePerson) -> Desk:
    """Twelve ideas about two things; a manager who may read them."""
    ground = await new_ground(two_towns.a)
    for text in [*CYCLING, *POOL]:
        await new_idea(ground, await new_person(two_towns.a), title=text[:60], body=f"<p>{text}.</p>")
    async with scope(two_towns.a, read_only=True):
        project_id = await value("SELECT project FROM activity WHERE id = $1", ground.activity_id)
    manager = await make_person(two_towns.a, role=Role.MANAGER)
    return Desk(two_towns.a, ground, await client(two_towns.a, manager), project_id)


async def _study(desk: Desk) -> str:
    """Made and read; its address."""
    answer = await desk.staff.post(
        f"/manage/insights/new?project={desk.project_id}",
        data={"title": "Hva sies", "activity": "0", "language": "nb"},
    )
    assert answer.status_code == 303, answer.text
    await run_due_jobs(desk.tenant)
    return str(answer.headers["location"])


async def _themes(desk: Desk, url: str) -> list[dict[str, object]]:
    async with scope(desk.tenant, read_only=True):
        return await rows(
            "SELECT t.id, t.name, t.parent, array_agg(c.title ORDER BY c.id) AS titles FROM insights_theme t "
            "JOIN insights_placing p ON p.theme = t.id JOIN contribution c ON c.id = p.contribution "
            "WHERE t.study = $1 GROUP BY t.id ORDER BY t.id",
            _id(url),
        )


def _id(url: str) -> int:
    return int(url.rpartition("/")[2])


def _about(titles: object) -> set[str]:
    return {"cycling" if str(each) in {text[:60] for text in CYCLING} else "pool" for each in list(titles)}  # type: ignore[call-overload]


async def test_study_sorts_what_people_wrote_by_what_it_is_about(desk: Desk) -> None:
    url = await _study(desk)
    themes = await _themes(desk, url)
    assert len(themes) >= 2
    assert all(len(_about(theme["titles"])) == 1 for theme in themes), themes
    shown = await desk.staff.get(url)
    assert shown.status_code == 200
    assert all(f"/themes/{theme['id']}" in shown.text for theme in themes)
    assert "6 " in shown.text


async def test_another_town_sees_nothing_of_it(
    desk: Desk, two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    url = await _study(desk)
    other = await client(two_towns.b, await make_person(two_towns.b, role=Role.MANAGER))
    assert (await other.get(url)).status_code == 404
    assert "Hva sies" not in (await other.get("/manage/insights")).text
    resident = await client(desk.tenant, await make_person(desk.tenant))
    assert (await resident.get(url)).status_code == 403
    assert (await (await client(desk.tenant)).get(url)).status_code == 401


async def test_what_staff_decided_stands_when_it_is_sorted_anew(desk: Desk) -> None:
    url = await _study(desk)
    first, *others = await _themes(desk, url)
    answer = await desk.staff.post(
        f"{url}/themes/{first['id']}/name", data={"name": "Mitt eget navn", "description": ""}
    )
    assert answer.status_code == 303
    async with scope(desk.tenant, read_only=True):
        moved = await value(
            "SELECT contribution FROM insights_placing WHERE theme = $1 LIMIT 1", others[-1]["id"]
        )
    await desk.staff.post(
        f"{url}/themes/{others[-1]['id']}/move", data={"contribution": str(moved), "to": str(first["id"])}
    )
    for kind in ("more", "anew", "anew"):
        await desk.staff.post(f"{url}/run", data={"kind": kind})
        await run_due_jobs(desk.tenant)
    async with scope(desk.tenant, read_only=True):
        kept = await rows(
            "SELECT theme, by_staff FROM insights_placing WHERE contribution = $1 AND study = $2",
            moved,
            _id(url),
        )
        named = await value("SELECT name FROM insights_theme WHERE id = $1", first["id"])
        placed = await value("SELECT count(*) FROM insights_placing WHERE study = $1", _id(url))
    assert kept == [{"theme": first["id"], "by_staff": True}]
    assert named == "Mitt eget navn"
    assert placed == len(CYCLING) + len(POOL)


async def test_new_contribution_is_read_at_once_and_taken_in_where_it_belongs(desk: Desk) -> None:
    url = await _study(desk)
    new = await new_idea(
        desk.ground,
        await new_person(desk.tenant),
        title="Sykkelvei langs skoleveien",
        body="<p>Trygg sykkelvei til skolen.</p>",
    )
    await run_due_jobs(desk.tenant)
    async with scope(desk.tenant, read_only=True):
        assert await value("SELECT count(*) FROM insights_vector WHERE contribution = $1", new) == 1
    assert re.search(r"1 contribution has come since", (await desk.staff.get(url)).text)
    await desk.staff.post(f"{url}/run", data={"kind": "more"})
    await run_due_jobs(desk.tenant)
    themes = [
        theme for theme in await _themes(desk, url) if "Sykkelvei langs skoleveien" in list(theme["titles"])
    ]  # type: ignore[call-overload]
    assert [
        _about([each for each in theme["titles"] if each != "Sykkelvei langs skoleveien"]) for theme in themes
    ] in ([{"cycling"}], [])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "texts",
    [["Alene"], ["Helt likt innspill"] * 7, ["ا" * 90_000, "日本語のテキスト", "Vanlig tekst på norsk"]],
)
async def test_few_alike_long_and_mixed_texts_break_nothing(
    two_towns: Towns, client: Client, make_person: MakePerson, texts: list[str]
) -> None:
    ground = await new_ground(two_towns.a)
    for text in texts:
        await new_idea(ground, await new_person(two_towns.a), title=text[:60], body=f"<p>{text[:9_000]}</p>")
    staff = await client(two_towns.a, await make_person(two_towns.a, role=Role.MANAGER))
    desk = Desk(two_towns.a, ground, staff, ground.project_id)
    answer = await staff.get(await _study(desk))
    assert answer.status_code == 200


async def test_merging_and_splitting_lose_nobody(desk: Desk) -> None:
    url = await _study(desk)
    first, second, *_rest = await _themes(desk, url)
    await desk.staff.post(
        f"{url}/themes/{second['id']}/decide", data={"do": "merge", "into": str(first["id"])}
    )
    async with scope(desk.tenant, read_only=True):
        assert await value("SELECT count(*) FROM insights_placing WHERE study = $1", _id(url)) == 12
        assert not await value("SELECT count(*) FROM insights_theme WHERE id = $1", second["id"])
    answer = await desk.staff.post(f"{url}/themes/{first['id']}/decide", data={"do": "split"})
    assert answer.status_code == 303
    async with scope(desk.tenant, read_only=True):
        assert await value(
            "SELECT count(*) FROM insights_placing WHERE study = $1 AND theme IS NOT NULL", _id(url)
        ) >= len(first["titles"]) + len(second["titles"])  # type: ignore[arg-type]


async def test_numbers_that_are_none_are_passed_over(desk: Desk) -> None:
    url = await _study(desk)
    (first, *_rest) = await _themes(desk, url)
    for typed in ("9" * 5_000, "abc", "-1", "\u0663"):
        answer = await desk.staff.get(f"{url}/themes/{first['id']}", params={"from": typed})
        assert answer.status_code == 200, typed
        answer = await desk.staff.post("/manage/insights/fill", data={"do": "stop", "fill": typed})
        assert answer.status_code == 303, typed
