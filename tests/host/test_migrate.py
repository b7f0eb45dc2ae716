"""The migration runner: every place once, whoever is killed, however many run it, whatever stands in the way."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.app import build
from core.db import execute, rows, run_script, value
from core.host import House, install
from core.host.migrate import Migrated, migrate
from core.tenancy import Tenant, scope
from core.tenancy.registry import all_tenants
from tests.host.growing import grow, growing_in
from tests.support.towns import new_town

HELD = "SELECT count(*) FROM migration WHERE app = 'growing' AND name = $1"


@pytest.fixture
async def folder(house: House, tmp_path: Path) -> AsyncIterator[Path]:
    """The house with the growing plugin in it; afterwards as it was."""
    build([growing_in(tmp_path)])
    yield tmp_path
    build()
    install(house)


@pytest.fixture
async def towns(folder: Path) -> list[Tenant]:
    """Four places where the plugin is on."""
    del folder
    return [await new_town(f"Vekstby{n}") for n in range(4)]


async def run(towns: list[Tenant], *, dry_run: bool = False, parallel: int = 4) -> dict[str, Migrated]:
    """What happened in these towns; there may be others."""
    ids = {town.id for town in towns}
    return {r.tenant.id: r async for r in migrate(dry_run=dry_run, parallel=parallel) if r.tenant.id in ids}


async def had(town: Tenant, name: str) -> int:
    async with scope(town, read_only=True):
        found: int = await value(HELD, name)
    return found


async def has_column(town: Tenant, column: str) -> bool:
    async with scope(town, read_only=True):
        found: bool = await value(
            "SELECT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND table_name = 'growing' AND column_name = $1)",
            column,
        )
    return found


async def test_every_place_is_brought_up_to_date_once(folder: Path, towns: list[Tenant]) -> None:
    name = grow(folder, 1, "ALTER TABLE growing ADD COLUMN one text")
    told = await run(towns, dry_run=True)
    assert [each.ran for each in told.values()] == [[name]] * 4
    assert not any([await has_column(town, "one") for town in towns])
    assert [each.ran for each in (await run(towns)).values()] == [[name]] * 4
    assert all([await has_column(town, "one") for town in towns])
    assert [each.ran for each in (await run(towns)).values()] == [[]] * 4


async def test_one_place_alone(folder: Path, towns: list[Tenant]) -> None:
    name = grow(folder, 1, "ALTER TABLE growing ADD COLUMN one text")
    assert [r.ran async for r in migrate(only=towns[0].id)] == [[name]]
    assert [await has_column(town, "one") for town in towns] == [True, False, False, False]


async def test_a_new_place_takes_the_tables_as_they_are(folder: Path) -> None:
    name = grow(folder, 1, "ALTER TABLE growing ADD COLUMN one text")
    town = await new_town("Nyby")
    assert await had(town, name) == 1
    assert (await run([town]))[town.id].ran == []


async def test_a_step_that_fails_leaves_nothing_and_stops_nobody_else(
    folder: Path, towns: list[Tenant]
) -> None:
    first = grow(folder, 1, "ALTER TABLE growing ADD COLUMN one text")
    grow(
        folder, 2, "ALTER TABLE growing ADD COLUMN two text", "CREATE UNIQUE INDEX growing_x ON growing (at)"
    )
    async with scope(towns[1]):
        await execute("INSERT INTO growing (at) VALUES ('2020-01-01'), ('2020-01-01')")
    told = await run(towns)
    assert [bool(told[town.id].error) for town in towns] == [False, True, False, False]
    assert "UniqueViolation" in told[towns[1].id].error
    assert [await has_column(towns[1], column) for column in ("one", "two")] == [False, False]
    assert await had(towns[1], first) == 0  # a plugin's steps of one run are one transaction
    async with scope(towns[1]):
        await execute("DELETE FROM growing")
    assert len((await run(towns))[towns[1].id].ran) == 2


async def test_two_runners_at_once_do_each_step_once(folder: Path, towns: list[Tenant]) -> None:
    name = grow(folder, 1, "SELECT pg_sleep(0.1)", "INSERT INTO growing DEFAULT VALUES")
    one, other = await asyncio.gather(run(towns), run(towns))
    assert [bool(one[town.id].ran) + bool(other[town.id].ran) for town in towns] == [1, 1, 1, 1]
    assert not any(each.error for each in (*one.values(), *other.values()))
    for town in towns:
        assert await had(town, name) == 1
        async with scope(town, read_only=True):
            assert await value("SELECT count(*) FROM growing") == 1


async def test_several_places_at_a_time(folder: Path, towns: list[Tenant]) -> None:
    moment = "INSERT INTO growing (at) VALUES (clock_timestamp())"
    grow(folder, 1, moment, "SELECT pg_sleep(0.5)", moment)
    await run(towns)
    spans = []
    for town in towns:
        async with scope(town, read_only=True):
            spans.append([each["at"] for each in await rows("SELECT at FROM growing ORDER BY id")])
    assert max(began for began, _ended in spans) < min(ended for _began, ended in spans)


async def test_a_place_in_use_is_left_after_a_while_and_the_others_are_done(
    folder: Path, towns: list[Tenant]
) -> None:
    """`lock_timeout`: a long report must not stop a queue of readers behind the migration."""
    grow(folder, 1, "ALTER TABLE growing ADD COLUMN one text")
    let_go, held = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with scope(towns[2]):
            await run_script("LOCK TABLE growing IN ACCESS SHARE MODE")
            held.set()
            await let_go.wait()

    holding = asyncio.create_task(hold())
    await held.wait()
    told = await run(towns)
    let_go.set()
    await holding
    assert "LockNotAvailable" in told[towns[2].id].error
    assert [await has_column(town, "one") for town in towns] == [True, True, False, True]
    assert (await run(towns))[towns[2].id].error == ""


@pytest.mark.parametrize("seconds", [0.0, 0.15, 0.4])
async def test_killed_at_any_point_it_goes_on_where_it_was(
    folder: Path, towns: list[Tenant], seconds: float
) -> None:
    steps = [
        grow(
            folder,
            n,
            "INSERT INTO growing DEFAULT VALUES",
            "SELECT pg_sleep(0.1)",
            f"ALTER TABLE growing ADD c{n} int",
        )
        for n in (1, 2)
    ]
    await _killed_after(folder, seconds)
    await asyncio.sleep(0.3)  # PostgreSQL notices that nobody listens
    for town in towns:
        async with scope(town, read_only=True):
            noted = await value("SELECT count(*) FROM migration WHERE app = 'growing'")
            assert await value("SELECT count(*) FROM growing") == noted
        assert [await has_column(town, f"c{n}") for n in (1, 2)] == [bool(noted)] * 2
    told = await run(towns)
    assert not any(each.error for each in told.values())
    assert [[await had(town, step) for step in steps] for town in towns] == [[1, 1]] * 4


async def _killed_after(folder: Path, seconds: float) -> None:
    """A runner in a process of its own, killed so long after it has begun with the first place."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.host.growing"),
        env=os.environ | {"GROWING": str(folder)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await process.stdout.readline()  # the platform is done, the tenants begin
    await asyncio.sleep(seconds)
    if process.returncode is None:
        process.kill()
    await process.wait()


async def test_nothing_waits_in_the_house_as_it_is(house: House) -> None:
    for tenant in (await all_tenants())[:3]:
        assert [r.ran async for r in migrate(only=tenant.id, dry_run=True)] == [[]]
