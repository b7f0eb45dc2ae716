"""The list of all places: counted in the places, listed in one query."""

import time

import httpx

from core.db import execute, rows, value
from core.host.failures import pause_plugin
from core.people import Person
from core.tenancy import PLATFORM, scope
from tenants.desk.health.keeping import keep_health
from tests.support.towns import Towns, new_town


async def _counted() -> None:
    async with scope(PLATFORM):
        await keep_health()


async def test_place_in_trouble_stands_first_and_says_why(two_towns: Towns, desk: httpx.AsyncClient) -> None:
    await pause_plugin(two_towns.b, "ideas", "ideas.page: RuntimeError")
    async with scope(two_towns.b):
        await execute(
            "INSERT INTO outbox (name, queue, failed_at, error) VALUES ('ideas.x', 'default', now(), 'no')"
        )
    async with scope(PLATFORM):  # one page holds fifty: other tests' places must not fill it
        ids = [town.id for town in two_towns]
        await execute("UPDATE tenant SET name = name || ' skjerne' WHERE id = ANY($1::text[])", ids)
    await _counted()
    text = (await desk.get("/desk?q=skjerne")).text
    async with scope(PLATFORM):
        await execute(
            "UPDATE tenant SET name = replace(name, ' skjerne', '') WHERE id = ANY($1::text[])", ids
        )
    assert text.index(two_towns.b.hosts[0]) < text.index(two_towns.a.hosts[0])
    assert "1 paused plugin" in text
    assert "1 stopped task" in text
    for town, there in ((two_towns.b, True), (two_towns.a, False)):
        narrowed = (await desk.get("/desk", params={"concern": "jobs", "q": town.hosts[0]})).text
        assert (f"/desk/{town.id}" in narrowed) == there
    page = (await desk.get(f"/desk/{two_towns.b.id}")).text
    assert "ideas: paused 1 time" in page


async def test_place_that_does_not_answer_stops_nobody(two_towns: Towns, desk: httpx.AsyncClient) -> None:
    broken = await new_town("Brotne")
    async with scope(broken):
        await execute("ALTER TABLE participation RENAME TO participation_gone")
    await _counted()
    text = (await desk.get("/desk?q=brotne")).text
    assert "Does not answer" in text
    async with scope(PLATFORM, read_only=True):
        assert await value("SELECT NOT unread FROM tenants_health WHERE tenant = $1", two_towns.a.id)


async def test_four_hundred_places_are_listed_in_a_moment(desk: httpx.AsyncClient) -> None:
    async with scope(PLATFORM):
        await execute(
            "INSERT INTO tenant (id, kind, status, name) SELECT 'many' || n, 'other', 'active', 'Mange ' || n "
            "FROM generate_series(1, 400) n"
        )
        await execute(
            "INSERT INTO tenants_health (tenant, deeds) SELECT id, 1000000 FROM tenant WHERE id LIKE 'many%'"
        )
    try:
        await desk.get("/desk")
        begun = time.perf_counter()
        answer = await desk.get("/desk?sort=active&state=confirmed")
        took = time.perf_counter() - begun
        assert answer.text.count("Mange ") >= 50
        assert took < 0.3, took
    finally:
        async with scope(PLATFORM):
            await execute("DELETE FROM tenant WHERE id LIKE 'many%'")
            await execute("DELETE FROM tenants_health WHERE tenant LIKE 'many%'")


async def test_health_of_a_place_that_is_gone_is_forgotten(desk: httpx.AsyncClient) -> None:
    async with scope(PLATFORM):
        await execute("INSERT INTO tenants_health (tenant) VALUES ('gone')")
    await _counted()
    async with scope(PLATFORM, read_only=True):
        assert await rows("SELECT 1 FROM tenants_health WHERE tenant = 'gone'") == []


async def test_notes_tasks_and_portfolio_belong_to_one_place(
    two_towns: Towns, desk: httpx.AsyncClient, siri: Person
) -> None:
    a, b = two_towns
    await desk.post(f"/desk/{a.id}/follow", data={"on": "1"})
    mine = (await desk.get("/desk?concern=mine")).text
    assert a.hosts[0] in mine
    assert b.hosts[0] not in mine
    assert (
        await desk.post(f"/desk/{a.id}/notes", data={"text": "<b>They</b> launch in May"})
    ).status_code == 303
    assert (await desk.post(f"/desk/{a.id}/notes", data={"text": " "})).status_code == 422
    assert (
        await desk.post(f"/desk/{a.id}/tasks", data={"title": "Call Kari", "due_on": "1.5.2020"})
    ).status_code == 303
    page = (await desk.get(f"/desk/{a.id}")).text
    assert "&lt;b&gt;They&lt;/b&gt; launch in May" in page
    assert "launch in May" not in (await desk.get(f"/desk/{b.id}")).text
    assert "Call Kari" in (await desk.get("/desk/tasks")).text
    async with scope(PLATFORM, read_only=True):
        task_id = await value("SELECT id FROM tenants_task WHERE tenant = $1", a.id)
    assert (await desk.post(f"/desk/{b.id}/tasks/{task_id}/done")).status_code == 404
    assert (await desk.post(f"/desk/{a.id}/tasks/{task_id}/done")).status_code == 303
    assert "Call Kari" not in (await desk.get("/desk/tasks")).text
