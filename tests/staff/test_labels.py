"""Topics, statuses and areas: described, ordered, and removed without losing what they hold."""

import httpx
import pytest

from core.audit import record
from core.contributions import seed_defaults, set_status, statuses, topics
from core.db import execute, value
from core.people import Person, Role
from core.tenancy import load_site, scope
from tests.conftest import Client
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.towns import Towns

TOPIC = {"names.nb": "Lek", "names.en": "Play", "descriptions.nb": "Lekeplasser og alt som er moro."}
STATUS = {"names.nb": "Bygges", "kind": "accepted", "colour": "success"}


@pytest.fixture
async def ground(two_towns: Towns) -> Ground:
    ground = await new_ground(two_towns.a)
    async with scope(two_towns.a):
        await seed_defaults()
    return ground


async def topic_keys(ground: Ground) -> list[str]:
    async with scope(ground.tenant):
        return [each.key for each in await topics()]


async def test_topic_is_added_changed_and_noted(
    ground: Ground, two_towns: Towns, staff: httpx.AsyncClient, client: Client
) -> None:
    sent = await staff.post("/manage/topics/new", data={**TOPIC, "icon": "star"})
    assert sent.status_code == 303
    async with scope(ground.tenant):
        made = (await topics())[-1]
        assert (made.name["en"], made.icon) == ("Play", "star")
        assert (await record(action="topic.add")).entries[0].subject_id == made.id
    sent = await staff.post(f"/manage/topics/{made.id}", data={**TOPIC, "names.nn": "Leik"})
    assert sent.status_code == 303
    assert "Lekeplasser" in (await staff.get("/manage/topics")).text
    stranger = await client(two_towns.b, role=Role.ADMIN)
    assert "Lekeplasser" not in (await stranger.get("/manage/topics")).text
    assert (await stranger.get(f"/manage/topics/{made.id}")).status_code == 404
    assert (await stranger.post(f"/manage/topics/{made.id}/move", data={"step": "up"})).status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"descriptions.nb": ""}, "Write what belongs to this topic."),
        ({"names.nb": "", "names.en": ""}, "Write what the topic is called."),
        ({"names.nb": ""}, "in the first language too"),
        ({"icon": "skull"}, "Choose one of the answers"),
        ({"descriptions.nb": "x" * 301}, "at most 300 characters"),
        ({"names.nb": "Trafikk <script>alert(1)</script>", "descriptions.nb": ""}, "Trafikk &lt;script&gt;"),
    ],
)
async def test_topic_that_says_too_little_is_given_back(
    ground: Ground, staff: httpx.AsyncClient, change: dict[str, str], said: str
) -> None:
    before = await topic_keys(ground)
    sent = await staff.post("/manage/topics/new", data={**TOPIC, **change})
    assert sent.status_code == 422
    assert said in sent.text
    assert await topic_keys(ground) == before


async def test_topics_are_moved_one_step_at_a_time(ground: Ground, staff: httpx.AsyncClient) -> None:
    before = await topic_keys(ground)
    async with scope(ground.tenant):
        ids = [each.id for each in await topics()]
    await staff.post(f"/manage/topics/{ids[0]}/move", data={"step": "up"})
    assert await topic_keys(ground) == before
    await staff.post(f"/manage/topics/{ids[0]}/move", data={"step": "down"})
    assert await topic_keys(ground) == [before[1], before[0], *before[2:]]
    await staff.post(f"/manage/topics/{ids[0]}/move", data={"step": "up"})
    assert await topic_keys(ground) == before


async def test_used_topic_goes_into_another_and_unused_one_just_goes(
    ground: Ground, staff: httpx.AsyncClient, administrator: Person
) -> None:
    async with scope(ground.tenant):
        one, other, unused = (await topics())[:3]
    idea = await new_idea(ground, administrator, topics=(one.id, other.id))
    only_one = await new_idea(ground, administrator, "Bare ett tema", topics=(one.id,))
    async with scope(ground.tenant):
        await execute("UPDATE project SET topics = $2 WHERE id = $1", ground.project_id, [one.id, other.id])
    page = (await staff.get(f"/manage/topics/{one.id}/remove")).text
    assert "3 things use it" in page
    for into in ("", str(one.id), "999999"):
        sent = await staff.post(f"/manage/topics/{one.id}/remove", data={"into": into})
        assert sent.status_code == 422
    sent = await staff.post(f"/manage/topics/{one.id}/remove", data={"into": str(other.id)})
    assert sent.status_code == 303
    assert (await staff.post(f"/manage/topics/{unused.id}/remove")).status_code == 303
    async with scope(ground.tenant):
        for each in (idea, only_one):
            sql = "SELECT array_agg(topic) FROM contribution_topic WHERE contribution = $1"
            assert await value(sql, each) == [other.id]
        assert await value("SELECT topics FROM project WHERE id = $1", ground.project_id) == [other.id]
        assert {one.id, unused.id} & {each.id for each in await topics()} == set()
    assert (await staff.get(f"/manage/topics/{one.id}")).status_code == 404


async def test_status_takes_over_ideas_and_their_history(
    ground: Ground, staff: httpx.AsyncClient, administrator: Person
) -> None:
    assert (await staff.post("/manage/statuses/new", data=STATUS)).status_code == 303
    async with scope(ground.tenant):
        made = (await statuses())[-1]
        assert (made.name["nb"], made.kind, made.colour) == ("Bygges", "accepted", "success")
        first = (await statuses())[0]
    idea = await new_idea(ground, administrator)
    async with ground.open() as place:
        await set_status(
            place=place, contribution_id=idea, status_id=made.id, by=administrator, answer="<p>Ja</p>"
        )
    assert (await staff.post(f"/manage/statuses/{made.id}/remove")).status_code == 422
    sent = await staff.post(f"/manage/statuses/{made.id}/remove", data={"into": str(first.id)})
    assert sent.status_code == 303
    async with scope(ground.tenant):
        assert await value("SELECT status FROM contribution WHERE id = $1", idea) == first.id
        sql = "SELECT status FROM status_change WHERE contribution = $1 AND answer <> ''"
        assert await value(sql, idea) == first.id


@pytest.mark.parametrize("change", [{"kind": "maybe"}, {"colour": ""}, {"names.nb": ""}])
async def test_status_without_a_meaning_is_given_back(
    ground: Ground, staff: httpx.AsyncClient, change: dict[str, str]
) -> None:
    assert (await staff.post("/manage/statuses/new", data={**STATUS, **change})).status_code == 422


async def test_areas_keep_their_key_whatever_they_are_called(
    ground: Ground, two_towns: Towns, staff: httpx.AsyncClient, administrator: Person
) -> None:
    base = "/manage/settings/areas"
    for name in ("Østre bydel", "Øya"):
        assert (await staff.post(f"{base}/new", data={"names.nb": name})).status_code == 303
    taken = await staff.post(f"{base}/new", data={"names.nb": "Øya!"})
    assert taken.status_code == 422
    assert "already one with this name" in taken.text
    assert (await staff.post(f"{base}/oya", data={"names.nb": "Storøya"})).status_code == 303
    await staff.post(f"{base}/oya/move", data={"step": "up"})
    async with scope(two_towns.a):
        areas = (await load_site()).areas
    assert [(each["key"], each["names"]["nb"]) for each in areas] == [
        ("oya", "Storøya"),
        ("ostre-bydel", "Østre bydel"),
    ]
    idea = await new_idea(ground, administrator, area="oya")
    assert (await staff.post(f"{base}/oya/remove")).status_code == 422
    assert (await staff.post(f"{base}/oya/remove", data={"into": "ostre-bydel"})).status_code == 303
    assert (await staff.get(f"{base}/oya")).status_code == 404
    async with scope(two_towns.a):
        assert await value("SELECT area FROM contribution WHERE id = $1", idea) == "ostre-bydel"
        assert [each["key"] for each in (await load_site()).areas] == ["ostre-bydel"]
    async with scope(two_towns.b):
        assert (await load_site()).areas == ()
