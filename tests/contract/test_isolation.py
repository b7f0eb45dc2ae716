"""Nothing of one town can be had from another: not by address, not by SQL, not when requests meet on one connection."""

import asyncio
import re
import secrets
from typing import Any

import asyncpg
import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.access.known import known_actions
from core.db import ENGINE, NoTenantScope, execute, rows, run_script, value
from core.host import House
from core.host.declaration import Enabled
from core.http import Route
from core.people import Role
from core.tenancy import PLATFORM, Tenant, scope
from tests.conftest import Client
from tests.contributions.ground import new_ground, new_idea
from tests.support.every_method import owner_of, seed_methods
from tests.support.people import new_person
from tests.support.towns import Towns, new_town

SECRET = "Hemmelig-i-Fjellvik"


@pytest.fixture(scope="module")
async def neighbour(two_towns: Towns) -> dict[str, Any]:
    """Town B, full of things whose ids and addresses do not exist in town A."""
    async with scope(two_towns.b):
        for sequence in await rows(
            "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()"
        ):
            await value("SELECT setval($1::regclass, 700000)", sequence["sequencename"])
    ground = await new_ground(two_towns.b)
    idea_id = await new_idea(ground, await new_person(two_towns.b, name=SECRET), title=SECRET)
    assert idea_id > 700000
    _, _, project_slug, activity_slug = ground.url.split("/")
    return {
        "project_slug": project_slug,
        "activity_slug": activity_slug,
        "id": idea_id,
        "project": ground.project_id,
    }


def _all_routes(house: House) -> list[Route]:
    lodgers = [route for lodger in house.lodgers_in(Enabled.TENANTS) for route in lodger.routes]
    return [route for route in (*house.core_routes, *lodgers) if route.at != "platform"]


def _address(route: Route, ids: dict[str, Any]) -> str:
    """The route's address with ids and slugs of the neighbour in it."""

    def fill(found: re.Match[str]) -> str:
        name, kind = found[1], found[2]
        if name in ids:
            return str(ids[name])
        return str(ids["project"] if "project" in name else ids["id"]) if kind == "int" else str(ids["id"])

    return re.sub(r"\{(\w+):(\w+)\}", fill, route.full_path)


async def test_every_route_of_a_gives_nothing_of_b(
    house: House, two_towns: Towns, neighbour: dict[str, Any], client: Client
) -> None:
    visitor = await client(two_towns.a, role=Role.ADMIN)
    seen = 0
    for route in _all_routes(house):
        if "{" not in route.full_path or route.full_path.startswith(("/static", "/theme")):
            continue
        answer = await _ask(visitor, route, neighbour)
        seen += 1
        assert SECRET not in answer.text, route.full_path
        if (
            "{" in route.full_path.replace("{project_slug:str}", "").replace("{activity_slug:str}", "")
            or route.at != "site"
        ):
            assert answer.status_code in (303, 400, 403, 404, 405, 422), (
                f"{route.method} {route.full_path}: {answer.status_code}"
            )
    assert seen > 30


async def _ask(visitor: httpx.AsyncClient, route: Route, ids: dict[str, Any]) -> httpx.Response:
    address = _address(route, ids)
    if route.method == "GET":
        return await visitor.get(address)
    return await visitor.post(
        address, data={"id": str(ids["id"]), "ids": str(ids["id"]), "reaction": "support", "text": "x"}
    )


async def test_nothing_in_b_changed_by_that_walk(two_towns: Towns, neighbour: dict[str, Any]) -> None:
    async with scope(two_towns.b, read_only=True):
        assert await value("SELECT count(*) FROM reaction") == 0
        assert await value("SELECT count(*) FROM contribution WHERE root IS NOT NULL") == 0
        assert await value("SELECT state FROM contribution WHERE id = $1", neighbour["id"]) == "published"


async def test_a_session_of_one_town_is_nothing_in_the_other(two_towns: Towns, client: Client) -> None:
    of_a = await client(two_towns.a, role=Role.ADMIN)
    visitor = await client(two_towns.b)
    visitor.cookies.set("session", of_a.cookies["session"])
    assert (await visitor.get("/manage")).status_code in (401, 404)


async def test_every_table_of_b_is_refused_to_a(two_towns: Towns) -> None:
    async with scope(two_towns.b, read_only=True):
        tables = [
            r["tablename"]
            for r in await rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        ]
    assert len(tables) > 20
    for table in (*(f"{two_towns.b.schema}.{name}" for name in tables), "platform.tenant", "platform.person"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with scope(two_towns.a, read_only=True):
                await rows(f"SELECT * FROM {table} LIMIT 1")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1; SET ROLE {b}; SELECT * FROM {b}.person",
        "INSERT INTO {b}.person (name) VALUES ('x')",
        "CREATE TABLE public.stolen AS SELECT 1",
        "CREATE TABLE {b}.planted (id int)",
        "DROP SCHEMA {b} CASCADE",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
async def test_hostile_sql_through_a_plugin_is_refused(two_towns: Towns, sql: str) -> None:
    with pytest.raises(asyncpg.PostgresError):
        async with scope(two_towns.a):
            await execute(sql.format(b=two_towns.b.schema))
    async with scope(two_towns.b, read_only=True):
        assert await value("SELECT count(*) FROM site") == 1


async def test_a_page_of_a_cannot_write(two_towns: Towns) -> None:
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        async with scope(two_towns.a, read_only=True):
            await execute("UPDATE site SET version = version + 1")


async def test_a_query_outside_a_scope_is_loud(house: House) -> None:
    with pytest.raises(NoTenantScope):
        await rows("SELECT 1")


async def test_the_login_role_alone_reads_nothing(two_towns: Towns) -> None:
    transaction = ENGINE.open()
    await transaction.begin_with("BEGIN")
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await run_script(f"SELECT * FROM {two_towns.a.schema}.person")
    finally:
        await transaction.end(commit=False)


@pytest.fixture(scope="module")
async def many_towns(house: House) -> list[Tenant]:
    """Each with its own name in its own table."""
    towns = [await new_town(f"Sted{n}") for n in range(4)]
    for town in towns:
        async with scope(town):
            await execute(
                "INSERT INTO person (name, email) VALUES ($1, $2)",
                town.id,
                f"{secrets.token_hex(4)}@example.org",
            )
    return towns


@given(
    order=st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.integers(0, 3)), min_size=2, max_size=24)
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_interleaved_requests_stay_in_their_towns(
    many_towns: list[Tenant], order: list[tuple[int, bool, int]]
) -> None:
    async def visit(which: int, *, fails: bool, pauses: int) -> bool:
        town = many_towns[which]
        try:
            async with scope(town, read_only=fails):
                for _ in range(pauses):
                    await asyncio.sleep(0)
                    assert await value("SELECT name FROM person ORDER BY id LIMIT 1") == town.id
                if fails:
                    await execute("UPDATE site SET version = 0")
        except asyncpg.ReadOnlySQLTransactionError:
            return True
        return await _alone(town)

    async def _alone(town: Tenant) -> bool:
        async with scope(town, read_only=True):
            return bool(await value("SELECT current_user = $1 AND current_schema() = $1", town.schema))

    assert all(await asyncio.gather(*(visit(w, fails=f, pauses=p) for w, f, p in order)))


def test_no_action_lets_everyone_manage(house: House) -> None:
    """What staff do has a role in its action, whoever declared it."""
    for route in _all_routes(house):
        if route.full_path.startswith("/manage") or "/manage" in route.path:
            assert known_actions()[route.action].role is not None, route.full_path


async def test_the_platform_is_not_a_place(two_towns: Towns, client: Client) -> None:
    visitor = await client(PLATFORM)
    assert (await visitor.get("/projects")).status_code == 404


async def test_ids_of_b_are_nothing_in_an_activity_of_a(
    house: House, two_towns: Towns, neighbour: dict[str, Any], client: Client
) -> None:
    """Each plugin's own addresses below A's activity, with the ids of the same things in B."""
    del neighbour  # B counts from 700,000
    visitor = await client(two_towns.a, role=Role.ADMIN)
    here = await seed_methods(house, two_towns.a)
    there = await seed_methods(house, two_towns.b, name=SECRET)
    for route in _all_routes(house):
        owner = owner_of(house, route)
        inner = route.full_path.replace("{project_slug:str}", "").replace("{activity_slug:str}", "")
        if owner not in here or ":int}" not in inner:
            continue
        ids = there[owner] | {key: here[owner][key] for key in ("project_slug", "activity_slug")}
        answer = await _ask(visitor, route, {"id": 700_001, "project": 700_001} | ids)
        assert SECRET not in answer.text, route.full_path
        assert answer.status_code in (303, 400, 403, 404, 405, 422), (
            f"{route.full_path}: {answer.status_code}"
        )
