"""One definition of a participant, and counts that equal a recount of the log."""

from datetime import UTC, datetime

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.db import execute, value
from core.participation import Act, Channel, forget_import, participants, record, record_many, recount
from core.tenancy import scope
from tests.support.towns import Towns

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)


async def _truth(project_id: int | None, activity_id: int | None) -> int:
    found: int = await value(
        "SELECT count(DISTINCT (project_id, who)) FROM participation "
        "WHERE ($1::bigint IS NULL OR project_id = $1) AND ($2::bigint IS NULL OR activity_id = $2)",
        project_id,
        activity_id,
    )
    return found


async def test_a_person_who_acts_twice_counts_once(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        for activity in (11, 12, 11):
            await record(action="t.a", project_id=901, activity_id=activity, person_id=1)
        await record(action="t.a", project_id=901, activity_id=11, person_id=2)
        assert await participants(project_id=901) == 2
        assert await participants(activity_id=11) == 2
        assert await participants(activity_id=12) == 1


async def test_the_other_town_counts_its_own(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        await record(action="t.a", project_id=902, activity_id=1, person_id=1)
    async with scope(two_towns.b):
        assert await participants(project_id=902) == 0


async def test_the_same_person_cannot_be_followed_between_projects(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        for project in (903, 904):
            await record(action="t.a", project_id=project, activity_id=1, person_id=77)
        assert (
            await value("SELECT count(DISTINCT who) FROM participation WHERE project_id IN (903, 904)") == 2
        )


async def test_an_import_that_is_undone_leaves_the_others(two_towns: Towns) -> None:
    acts = [Act(who=f"import:1:{n % 3}", action="t.a", at=NOW) for n in range(9)]
    async with scope(two_towns.a):
        await record(action="t.a", project_id=905, activity_id=5, person_id=1)
        await record_many(acts, project_id=905, activity_id=5, channel=Channel.IMPORT, import_id=41)
        assert await participants(activity_id=5) == 4
        await forget_import(import_id=41)
        assert await participants(activity_id=5) == 1
        assert await participants(project_id=905) == 1


@pytest.mark.parametrize(
    "change", ["UPDATE participation SET action = 'x'", "DELETE FROM participation WHERE import_id IS NULL"]
)
async def test_the_log_is_append_only(two_towns: Towns, change: str) -> None:
    with pytest.raises(asyncpg.RaiseError):
        async with scope(two_towns.a):
            await record(action="t.a", project_id=906, activity_id=1, person_id=1)
            await execute(change)


_lines = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 6)), max_size=25)


@given(_lines)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_counts_equal_a_recount_of_the_log(two_towns: Towns, lines: list[tuple[int, int, int]]) -> None:
    async with scope(two_towns.b):
        for project, activity, person in lines:
            await record(
                action="t.a", project_id=2000 + project, activity_id=project * 10 + activity, person_id=person
            )
        for project in (2001, 2002, 2003):
            assert await participants(project_id=project) == await _truth(project, None)
        assert await participants(activity_id=21) == await _truth(None, 21)
        assert await participants() == await _truth(None, None)
        await recount(project_id=2001)
        assert await participants(project_id=2001) == await _truth(2001, None)
