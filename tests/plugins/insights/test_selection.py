"""What a study is about: chosen in a form, kept, said in words, and chosen anew; each choice narrows and none leaks."""

import json

import pytest

from core.db import execute, value
from core.host.house import name_of_method
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.sdk import add_topic, set_topics
from core.tenancy import scope
from plugins.insights.reading.selection import Selection, ids_of
from tests.conftest import Client, MakePerson
from tests.plugins.insights.desk import CYCLING, POOL, Workbench, new_workbench
from tests.support.towns import Towns

RING = ((10.0, 59.0), (11.0, 59.0), (11.0, 60.0), (10.0, 60.0), (10.0, 59.0))


@pytest.fixture
async def desk(two_towns: Towns, client: Client, make_person: MakePerson) -> Workbench:
    """One idea inside the ring, one outside; two with a topic, three in a district."""
    desk = await new_workbench(two_towns.a, client, make_person)
    ids = list(desk.said.values())
    async with scope(desk.tenant):
        await execute("UPDATE contribution SET longitude = 10.5, latitude = 59.5 WHERE id = $1", ids[0])
        await execute("UPDATE contribution SET longitude = 12.5, latitude = 59.5 WHERE id = $1", ids[1])
        await execute("UPDATE contribution SET address = 'Elvegata 5' WHERE id = $1", ids[2])
        await execute("UPDATE contribution SET area = 'north' WHERE id = ANY($1::bigint[])", ids[:3])
        topic = await add_topic(names={"nb": f"Tema {desk.study}"}, key=f"t{desk.study}")
        for each in ids[:2]:
            await set_topics(contribution_id=each, topics=(topic,))
        await execute(
            "UPDATE site SET settings = settings || $1, version = version + 1",
            {"areas": [{"key": "north", "names": {"nb": "Nordbydelen", "en": "The north"}}]},
        )
    return desk


async def _chosen(desk: Workbench, **narrowed: object) -> list[int]:
    async with scope(desk.tenant, read_only=True):
        return await ids_of(Selection(project=desk.ground.project_id, **narrowed), seen=None)  # type: ignore[arg-type]


async def test_each_choice_narrows(desk: Workbench) -> None:
    ids = list(desk.said.values())
    assert await _chosen(desk) == ids
    assert await _chosen(desk, topics=(f"t{desk.study}",)) == ids[:2]
    assert await _chosen(desk, areas=("north", "south")) == ids[:3]
    assert await _chosen(desk, ring=RING) == ids[:1]
    assert await _chosen(desk, address="elvegata") == ids[2:3]
    assert await _chosen(desk, methods=("ideas",)) == ids
    assert await _chosen(desk, methods=("survey",)) == []
    assert await _chosen(desk, words="svømmehall") == [
        desk.said[each] for each in POOL if "vømmehall" in each
    ]


async def test_group_chooses_what_its_people_wrote_under_their_name(desk: Workbench) -> None:
    async with scope(desk.tenant):
        group = await value(
            "INSERT INTO person_group (names) VALUES ($1) RETURNING id", {"nb": f"Ungdomsrådet {desk.study}"}
        )
        for text in CYCLING[:5]:
            await execute(
                "INSERT INTO person_group_member (group_id, person) VALUES ($1, $2)",
                group,
                desk.authors[text].id,
            )
        await execute("UPDATE contribution SET anonymous = true WHERE id = $1", desk.said[CYCLING[0]])
    assert await _chosen(desk, groups=(group,)) == [desk.said[each] for each in CYCLING[1:5]]
    form = (await desk.staff.get(f"/manage/insights/new?project={desk.ground.project_id}")).text
    assert f"Ungdomsrådet {desk.study}" in form
    async with scope(desk.tenant):
        await execute("DELETE FROM person_group_member WHERE person = $1", desk.authors[CYCLING[0]].id)
    form = (await desk.staff.get(f"/manage/insights/new?project={desk.ground.project_id}")).text
    assert f"Ungdomsrådet {desk.study}" not in form


async def test_what_is_chosen_is_kept_said_in_words_and_chosen_anew(desk: Workbench) -> None:
    given = {
        "title": "Bare nord",
        "activity": "0",
        "language": "nb",
        "areas": "north",
        "since": "2020-01-01",
        "where.geometry": json.dumps({"type": "Polygon", "coordinates": [[list(each) for each in RING]]}),
        "topics": f"t{desk.study}",
    }
    answer = await desk.staff.post(f"{desk.url}/selection", data=given)
    assert answer.status_code == 303, answer.text
    await run_due_jobs(desk.tenant)
    shown = await desk.see("")
    for said in ("Nordbydelen", f"Tema {desk.study}", "an area that was drawn"):
        assert said in shown or said.replace("Nordbydelen", "The north") in shown
    form = await desk.see("/selection")
    assert "Bare nord" in form
    assert 'value="2020-01-01"' in form
    assert "&#34;Polygon&#34;" in form
    placed = await desk.ask("SELECT contribution FROM insights_placing WHERE study = $1", desk.study)
    assert [each["contribution"] for each in placed] == [desk.said[CYCLING[0]]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"topics": "none-such"},
        {"areas": "<script>"},
        {"groups": "9" * 30},
        {"where.geometry": '{"type":"Polygon","coordinates":[[[1,2]]]}'},
        {"since": "soon"},
        {"activity": "999999"},
        {"words": "a word that nobody wrote"},
    ],
)
async def test_nonsense_is_refused_and_what_was_there_stays(desk: Workbench, wrong: dict[str, str]) -> None:
    before = await desk.ask("SELECT selection FROM insights_study WHERE id = $1", desk.study)
    given = {"title": "Noe", "activity": "0", "language": "nb"} | wrong
    answer = await desk.staff.post(f"{desk.url}/selection", data=given)
    assert answer.status_code == 422
    assert "<script>" not in answer.text.partition("<main")[2].partition("</main>")[0]
    assert await desk.ask("SELECT selection FROM insights_study WHERE id = $1", desk.study) == before


async def test_others_choose_nothing(
    desk: Workbench, two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    elsewhere = await client(two_towns.b, await make_person(two_towns.b, role=Role.ADMIN))
    moderator = await client(two_towns.a, await make_person(two_towns.a, role=Role.MODERATOR))
    for who, status in ((elsewhere, 404), (moderator, 403)):
        assert (await who.get(f"{desk.url}/selection")).status_code == status
        assert (await who.post(f"{desk.url}/selection", data={"title": "x"})).status_code == status


async def test_way_to_take_part_is_called_by_its_name(desk: Workbench) -> None:
    assert str(name_of_method("ideas")) != "ideas"
    assert name_of_method("none-such") == "none-such"
