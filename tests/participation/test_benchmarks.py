"""Places compare themselves: only sums leave, only where they want to, and never so few that one can be told."""

import pytest

from core.db import execute, value
from core.host import House
from core.jobs.testing import run_due_jobs
from core.participation.benchmarks import AT_LEAST, compared, send_figures, size_class, withdraw_figures
from core.tenancy import PLATFORM, Tenant, load_site, save_site, scope
from plugins.dashboards.sharing import share
from tests.contributions.ground import new_ground, new_idea
from tests.support.people import new_person
from tests.support.towns import new_town


async def _town(population: int, *, compare: bool = True) -> Tenant:
    town = await new_town("Likeby")
    async with scope(town):
        plugins = dict((await load_site()).plugins)
        plugins["dashboards"] = {**plugins.get("dashboards", {}), "compare": compare}
        await save_site(population=population, plugins=plugins)
    return town


@pytest.fixture(scope="module")
async def towns(house: House) -> list[Tenant]:
    """Five small ones that compare themselves, each with one idea more than the one before; and a city."""
    found = [await _town(3_000) for _n in range(AT_LEAST)]
    for n, town in enumerate(found):
        ground = await new_ground(town)
        for _each in range(n + 1):
            await new_idea(ground, await new_person(town))
    return [*found, await _town(200_000)]


async def _share(town: Tenant) -> None:
    async with scope(town):
        await share()


async def test_nothing_is_shown_before_five_take_part(towns: list[Tenant]) -> None:
    for town in towns[: AT_LEAST - 1]:
        await _share(town)
    async with scope(towns[0]):
        assert await compared() == []
    await _share(towns[AT_LEAST - 1])
    async with scope(towns[0]):
        found = {each.name: each for each in await compared()}
    assert found["participants"].places == AT_LEAST
    assert found["participants"].here == pytest.approx(1000 * 1 / 3_000)
    assert found["participants"].median == pytest.approx(1000 * 3 / 3_000)
    assert found["contributions"].high == pytest.approx(1000 * 4 / 3_000)


async def test_places_of_another_size_stand_apart(towns: list[Tenant]) -> None:
    await _share(towns[-1])
    async with scope(towns[-1]):
        assert await size_class() == "municipality:city"
        assert await compared() == []


async def test_leaving_takes_everything_away(towns: list[Tenant]) -> None:
    async with scope(towns[1]):
        await withdraw_figures()
    async with scope(PLATFORM, read_only=True):
        assert await value("SELECT count(*) FROM benchmark WHERE tenant = $1", towns[1].id) == 0
    async with scope(towns[0]):
        assert await compared() == []


async def test_who_has_not_chosen_it_sends_nothing(towns: list[Tenant]) -> None:
    assert towns
    town = await _town(3_000, compare=False)
    await _share(town)
    await run_due_jobs(town)
    async with scope(PLATFORM, read_only=True):
        assert await value("SELECT count(*) FROM benchmark WHERE tenant = $1", town.id) == 0


async def test_only_names_and_numbers_leave(towns: list[Tenant]) -> None:
    async with scope(towns[0]):
        await send_figures({"x" * 200: 3, "participants": 1.5})
    async with scope(PLATFORM, read_only=True):
        columns = await value(
            "SELECT array_agg(column_name::text) FROM information_schema.columns "
            "WHERE table_schema = 'platform' AND table_name = 'benchmark'"
        )
    assert sorted(columns) == ["at", "id", "name", "number", "size", "tenant"]
    with pytest.raises(Exception, match=r"permission denied|does not exist"):
        async with scope(towns[0]):
            await execute("SELECT * FROM platform.benchmark")
