"""Roll-ups always equal the log: after jobs, between them, in any order of days, and when an import is taken back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.db import execute, rows, value
from core.participation import (
    Act,
    Channel,
    deeds_in,
    forget_import,
    people_by_channel,
    people_in,
    record,
    record_many,
    recount,
)
from core.participation.rollups import roll_up
from core.participation.verify import differences
from core.tenancy import Tenant, scope
from tests.support.towns import Towns

OSLO = ZoneInfo("Europe/Oslo")
START = datetime(2026, 1, 5, 12, tzinfo=UTC)
_project = 5000


def _new_project() -> int:
    global _project  # noqa: PLW0603 - each test has a project of its own in the same town
    _project += 1
    return _project


async def _truth(project_id: int | None, activity_id: int | None, channel: str) -> dict[date, set[Any]]:
    """Who was there on which day, straight from the log."""
    found = await rows("SELECT at, project_id, activity_id, channel, who FROM participation")
    days: dict[date, set[Any]] = {}
    for each in found:
        fits = (
            project_id in (None, each["project_id"])
            and activity_id in (None, each["activity_id"])
            and channel in ("", each["channel"])
        )
        if fits:
            at = each["at"].astimezone(OSLO).date()
            days.setdefault(at, set()).add((each["project_id"], each["who"]))
    return days


async def _agree(
    project_id: int | None, activity_id: int | None, channel: str, first: int, last: int
) -> None:
    days = await _truth(project_id, activity_id, channel)
    since, until = START + timedelta(days=first), START + timedelta(days=last + 1)
    since, until = (each.astimezone(OSLO).replace(hour=0) for each in (since, until))
    where: dict[str, Any] = {"project_id": project_id, "activity_id": activity_id, "channel": channel}
    (said,) = await people_in(**where, since=since, until=until)
    inside = set().union(*(who for day, who in days.items() if since.date() <= day < until.date()))
    before = set().union(*(who for day, who in days.items() if day < since.date()))
    assert (said.total, said.new) == (len(inside), len(inside - before))
    (ever,) = await people_in(**where)
    assert ever.total == ever.new == len(set().union(*days.values()))
    for week in await people_in(**where, step="week"):
        there = set().union(*(w for day, w in days.items() if week.at <= day < week.at + timedelta(days=7)))
        earlier = set().union(*(w for day, w in days.items() if day < week.at))
        assert (week.total, week.new) == (len(there), len(there - earlier))


LINES = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 40),
        st.sampled_from((1, 2)),
        st.sampled_from((Channel.WEB, Channel.PAPER)),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(batches=st.lists(LINES, min_size=1, max_size=3), first=st.integers(0, 40), length=st.integers(0, 40))
async def test_figures_equal_the_log_before_and_after_each_job(
    two_towns: Towns, batches: list[list[tuple[int, int, int, Channel]]], first: int, length: int
) -> None:
    project = _new_project()
    async with scope(two_towns.a):
        for batch in batches:
            for who, day, activity, channel in batch:
                act = Act(f"x:{who}", "t.a", START + timedelta(days=day))
                await record_many([act], project_id=project, activity_id=activity, channel=channel)
            for place, way in ((None, ""), (1, ""), (2, str(Channel.PAPER))):
                await _agree(project, place, way, first, first + length)
            await _agree(None, None, "", first, first + length)
            await roll_up()
            assert await value("SELECT count(*) FROM participation_new") == 0
            await _agree(project, None, "", first, first + length)
            await _agree(None, None, Channel.WEB, first, first + length)
        assert await differences() == []


async def test_deeds_by_action_and_channel_are_a_recount(two_towns: Towns) -> None:
    project = _new_project()
    async with scope(two_towns.a):
        for person, action in ((1, "t.a"), (1, "t.b"), (2, "t.b")):
            await record(action=action, project_id=project, activity_id=1, person_id=person)
        for _ in range(2):
            found = await deeds_in(project_id=project, by=("action",))
            assert [(each.action, each.n) for each in found] == [("t.a", 1), ("t.b", 2)]
            await roll_up()
        (only,) = await deeds_in(project_id=project, step="month", by=("channel",))
        assert (only.n, only.channel, only.at.day) == (3, "web", 1)


async def test_import_that_is_taken_back_leaves_figures_as_before(two_towns: Towns) -> None:
    project = _new_project()
    acts = [Act(f"import:9:{n % 4}", "t.a", START + timedelta(days=n)) for n in range(12)]
    async with scope(two_towns.a):
        await record(action="t.a", project_id=project, activity_id=1, person_id=1)
        await roll_up()
        await record_many(acts[:6], project_id=project, activity_id=1, channel=Channel.IMPORT, import_id=977)
        await roll_up()
        await record_many(acts[6:], project_id=project, activity_id=1, channel=Channel.IMPORT, import_id=977)
        assert (await people_in(project_id=project))[0].total == 5
        await forget_import(import_id=977)
        assert (await people_in(project_id=project))[0].total == 1
        await roll_up()
        assert await differences() == []


async def test_difference_is_found_named_and_mended(two_towns: Towns) -> None:
    project = _new_project()
    async with scope(two_towns.a):
        await record(action="t.a", project_id=project, activity_id=1, person_id=1)
        await roll_up()
        await execute("UPDATE participation_people SET n = n + 1 WHERE project_id = $1", project)
        await execute("UPDATE participation_day SET n = 7 WHERE project_id = $1", project)
        await execute("UPDATE participant_count SET n = n + 1 WHERE project_id = $1", project)
        found = await differences()
        assert {each.what for each in found} == {"people", "deeds", "participants"}
        assert all(f"project {project}" in each.where for each in found)
        await recount(project_id=project)
        assert await differences() == []


async def test_other_town_is_not_counted(two_towns: Towns) -> None:
    project = _new_project()
    async with scope(two_towns.b):
        await record(action="t.a", project_id=project, activity_id=1, person_id=1)
    async with scope(two_towns.a):
        assert (await people_in(project_id=project))[0].total == 0
        assert await deeds_in(project_id=project) == []


async def test_job_counts_what_a_line_that_was_late_left(two_towns: Towns) -> None:
    """A line with a lower number that is committed after a higher one was counted."""
    project = _new_project()
    tenant: Tenant = two_towns.a
    async with scope(tenant):
        early = await value("SELECT nextval(pg_get_serial_sequence('participation', 'id'))")
        await record(action="t.a", project_id=project, activity_id=1, person_id=1)
        await roll_up()
        await execute(
            "WITH log AS (INSERT INTO participation (id, who, project_id, activity_id, action, channel) "
            "OVERRIDING SYSTEM VALUE VALUES ($1, 'x', $2, 1, 't.a', 'web') RETURNING id) "
            "INSERT INTO participation_new SELECT id FROM log",
            early,
            project,
        )
        await roll_up()
        assert (await people_in(project_id=project))[0].total == 2


async def test_channels_asked_at_once_say_what_each_says_alone(two_towns: Towns) -> None:
    project = _new_project()
    async with scope(two_towns.a):
        for who, day, way in (
            (1, 0, Channel.WEB),
            (1, 3, Channel.PAPER),
            (2, 3, Channel.PAPER),
            (3, 9, Channel.WEB),
        ):
            act = Act(f"x:{who}", "t.a", START + timedelta(days=day))
            await record_many([act], project_id=project, activity_id=1, channel=way)
            if day == 0:
                await roll_up()
        where = {
            "project_id": project,
            "since": START + timedelta(days=2),
            "until": START + timedelta(days=8),
        }
        found = await people_by_channel(**where)
        assert {name: (each.total, each.new) for name, each in found.items()} == {"paper": (2, 2)}
        everything = await people_by_channel(activity_id=1, project_id=project)
        for name, each in everything.items():
            assert [each] == await people_in(project_id=project, activity_id=1, channel=name)
        assert set(everything) == {"web", "paper"}
