"""`allmenning participation verify`, as an operator types it."""

from core.db import execute
from core.participation import record
from core.participation.rollups import roll_up
from core.tenancy import scope
from tests.support.processes import allmenning
from tests.support.towns import Towns


async def test_difference_ends_with_one_is_named_and_can_be_mended(two_towns: Towns) -> None:
    town = two_towns.a
    async with scope(town):
        await record(action="t.a", project_id=77, activity_id=1, person_id=1)
        await roll_up()
    right = await allmenning("participation", "verify", "--tenant", town.id)
    assert right.code == 0, right.err
    async with scope(town):
        await execute("UPDATE participation_day SET n = 4 WHERE project_id = 77")
    wrong = await allmenning("participation", "verify", "--tenant", town.id)
    assert wrong.code == 1
    assert "project 77" in wrong.out
    mended = await allmenning("participation", "verify", "--tenant", town.id, "--mend")
    assert mended.code == 0, mended.out
    assert (await allmenning("participation", "verify", "--tenant", town.id)).code == 0
