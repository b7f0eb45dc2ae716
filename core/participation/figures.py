"""Reading the roll-ups: exact up to the last line of the log, since what no job has counted yet is counted on the way.

Days are those of the clock on the wall here. `since` and `until` (exclusive) are moments; the days they lie in count whole.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.db import rows, value
from core.i18n.formats import ZONE
from core.participation.rollups import NEVER, TAIL

# A whole stretch is one step that begins after NEVER, so that newcomers are before it.
_STEPS = {
    "": "DATE '0001-01-02'",
    **{step: f"date_trunc('{step}', day)::date" for step in ("day", "week", "month")},
}
_NOTHING = """
    people AS (SELECT project_id, activity_id, channel, day, before, n FROM participation_people WHERE false AND $1::bigint = 0),
    deeds AS (SELECT day, action, channel, project_id, activity_id, n FROM participation_day WHERE false AND $1::bigint = 0)
"""
_CELLS = """
    SELECT {at} AS at, channel, before, n FROM (
        SELECT channel, day, before, n FROM participation_people {where}
        UNION ALL SELECT channel, day, before, n FROM people {where}) cells
"""
_WHERE = """
    WHERE project_id = $2 AND activity_id = $3 AND ($4::date IS NULL OR day >= $4) AND ($5::date IS NULL OR day < $5)
      AND channel {which}
"""
_SUMS = f"""
    coalesce(sum(n) FILTER (WHERE before < greatest(at, $4::date)), 0)::bigint AS total,
    coalesce(sum(n) FILTER (WHERE before = {NEVER}), 0)::bigint AS new
"""
_DEEDS_WHERE = """
    WHERE ($1::bigint IS NULL OR project_id = $1) AND ($2::bigint IS NULL OR activity_id = $2)
      AND ($3::text = '' OR channel = $3) AND ($4::date IS NULL OR day >= $4) AND ($5::date IS NULL OR day < $5)
"""


@dataclass(frozen=True, kw_only=True)
class People:
    """Participants of one day, week or month (`at`: its first day), or of the whole stretch. `new`: never here before."""

    at: date
    total: int
    new: int

    @property
    def returning(self) -> int:
        return self.total - self.new


@dataclass(frozen=True, kw_only=True)
class Deeds:
    """How many lines of the log; what was not asked for by `by` is empty."""

    n: int
    at: date = date.min
    action: str = ""
    channel: str = ""
    project_id: int = 0
    activity_id: int = 0


async def people_in(
    *,
    project_id: int | None = None,
    activity_id: int | None = None,
    channel: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    step: str = "",
) -> list[People]:
    """Distinct participants by `step` (day, week, month), or with `''` of the whole stretch in one: always exactly one then.

    For a whole place it is the sum over its projects, as everywhere.
    """
    cells = _CELLS.format(at=_STEPS[step], where=_WHERE.format(which="= $6"))
    found = await rows(
        f"{await _tail()} SELECT at, {_SUMS} FROM ({cells}) s GROUP BY at ORDER BY at",
        *await _asked(project_id, activity_id, since, until),
        channel,
    )
    return [People(**each) for each in found] or ([] if step else [People(at=date.min, total=0, new=0)])


async def people_by_channel(
    *,
    project_id: int | None = None,
    activity_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> dict[str, People]:
    """Distinct participants of the whole stretch by each channel that somebody used. A person who used two stands in both."""
    cells = _CELLS.format(at=_STEPS[""], where=_WHERE.format(which="<> ''"))
    found = await rows(
        f"{await _tail()} SELECT channel, at, {_SUMS} FROM ({cells}) s GROUP BY channel, at ORDER BY channel",
        *await _asked(project_id, activity_id, since, until),
    )
    return {each.pop("channel"): People(**each) for each in found if each["total"]}


async def _asked(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> tuple[int | None, int, int, date | None, date | None]:
    """Rows of an activity stand below its project."""
    if activity_id is not None and project_id is None:
        project_id = await value(
            "SELECT project_id FROM participation WHERE activity_id = $1 LIMIT 1", activity_id
        )
    return project_id, project_id or 0, activity_id or 0, _day(since), _end(until)


async def deeds_in(
    *,
    project_id: int | None = None,
    activity_id: int | None = None,
    channel: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    step: str = "",
    by: tuple[str, ...] = (),
) -> list[Deeds]:
    """How much was done, by `step` and by any of action, channel, project_id, activity_id."""
    names = [name for name in ("action", "channel", "project_id", "activity_id") if name in by]
    columns = [f"{_STEPS[step]} AS at", *names]
    found = await rows(
        f"{await _tail()} SELECT {', '.join(columns)}, sum(n)::bigint AS n FROM ("
        f"SELECT day, action, channel, project_id, activity_id, n FROM participation_day {_DEEDS_WHERE} "
        f"UNION ALL SELECT day, action, channel, project_id, activity_id, n FROM deeds {_DEEDS_WHERE}) d "
        f"GROUP BY {', '.join(str(place) for place in range(1, len(columns) + 1))} "
        f"ORDER BY {', '.join(str(place) for place in range(1, len(columns) + 1))}",
        project_id,
        activity_id,
        channel,
        _day(since),
        _end(until),
    )
    return [Deeds(**each) for each in found]


async def _tail() -> str:
    """Nothing new, nothing to count: the usual case, and the cheapest."""
    waiting = await value("SELECT EXISTS (SELECT 1 FROM participation_new)")
    return f"WITH {TAIL}" if waiting else f"WITH {_NOTHING}"


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(ZONE).date() if moment else None


def _end(moment: datetime | None) -> date | None:
    """The first day that does not count."""
    if moment is None:
        return None
    return (moment.astimezone(ZONE) - timedelta(microseconds=1)).date() + timedelta(days=1)


def writers_of(contributions: str) -> str:
    """SQL for a WITH: `writer (contribution_id, project_id, who)` of the contributions that the query `contributions` names.

    The first line of the log about a contribution is whoever wrote it; reactions come later.
    """
    return (
        "writer AS (SELECT DISTINCT ON (contribution_id) contribution_id, project_id, who FROM participation "
        f"WHERE contribution_id IN ({contributions}) ORDER BY contribution_id, id)"
    )
