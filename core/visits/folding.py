"""Each hour: numbers of today and yesterday from Redis into the tables. A second run writes the same."""

from datetime import date, datetime, timedelta
from typing import Any

from core.db import execute, rows
from core.i18n.formats import ZONE
from core.jobs import Hourly, job
from core.tenancy import current_tenant
from core.visits.counting import key, redis

_KEEP_DAY = """
    INSERT INTO visit_day (day, project, activity, visits, views) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (project, activity, day) DO UPDATE SET
        visits = greatest(visit_day.visits, excluded.visits), views = greatest(visit_day.views, excluded.views)
"""
_KEEP_SOURCE = """
    INSERT INTO visit_source (day, project, kind, name, visits) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (project, kind, name, day) DO UPDATE SET visits = greatest(visit_source.visits, excluded.visits)
"""
_MOST_SOURCES = 40  # of a kind, a day


@job("visits.fold", schedule=Hourly(), quiet=True)
async def fold_visits() -> None:
    """`greatest`: where Redis has lost its memory in the middle of a day, what was counted before stands."""
    today = datetime.now(ZONE).date()
    places = await _places()
    for day in (today - timedelta(days=1), today):
        await _fold(day, places)


async def _places() -> dict[str, tuple[int, int]]:
    """What an address means: "" the place, "slug" a project, "slug/slug" an activity."""
    found = await rows(
        "SELECT p.slug AS address, p.id AS project, 0::bigint AS activity FROM project p "
        "UNION ALL SELECT p.slug || '/' || a.slug, p.id, a.id FROM activity a JOIN project p ON p.id = a.project"
    )
    return {"": (0, 0)} | {each["address"]: (each["project"], each["activity"]) for each in found}


async def _fold(day: date, places: dict[str, tuple[int, int]]) -> None:
    tenant_id, said = current_tenant().id, day.isoformat()
    views = await _asked("HGETALL", key(tenant_id, said, "views"))
    for raw, number in views.items():
        what = raw.decode()
        if what not in places:
            continue
        project, activity = places[what]
        visitors = await _asked("SCARD", key(tenant_id, said, "who", what))
        await execute(_KEEP_DAY, day, project, activity, visitors, int(number))
        if activity == 0:
            await _fold_sources(day, what, project)


async def _fold_sources(day: date, what: str, project: int) -> None:
    """The largest of each kind: anybody can invent hosts by the thousand."""
    found = await _asked("HGETALL", key(current_tenant().id, day.isoformat(), "from", what))
    of_kind: dict[str, list[tuple[int, str]]] = {}
    for raw, number in found.items():
        kind, _colon, name = raw.decode().partition(":")
        of_kind.setdefault(kind, []).append((int(number), name))
    for kind, counted in of_kind.items():
        for number, name in sorted(counted, reverse=True)[:_MOST_SOURCES]:
            await execute(_KEEP_SOURCE, day, project, kind, name, number)


async def _asked(command: str, name: str) -> Any:
    """The client's own methods are typed for both ways of calling it."""
    return await redis().execute_command(command, name)  # type: ignore[no-untyped-call]
