"""A year of visits to a town: as many as people have done things here, and some who only read. Numbers alone, as anywhere."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from core.db import execute, rows
from core.i18n.formats import ZONE
from tenants.demo.settle import Settled

DAYS = 365
_WEEKEND = 0.7  # of other days
_SOURCES: dict[str, tuple[tuple[str, float], ...]] = {
    "referrer": (
        ("", 0.44),
        ("facebook.com", 0.24),
        ("google.com", 0.16),
        ("instagram.com", 0.09),
        ("bing.com", 0.03),
    ),
    "campaign": (("plakat", 0.05), ("nyhetsbrev", 0.08), ("skole", 0.03)),
    "device": (("phone", 0.68), ("computer", 0.32)),
    "language": (("nb", 0.72), ("nn", 0.16), ("en", 0.08)),
}
_DEEDS = """
    SELECT (l.at AT TIME ZONE 'Europe/Oslo')::date AS day, l.project_id, l.activity_id, count(DISTINCT l.who) AS people
    FROM participation l GROUP BY 1, 2, 3
"""


async def receive(settled: Settled) -> None:
    """When all has been said: visits follow the log, so that a busy week was a week of many visits."""
    today = settled.clock.now.astimezone(ZONE).date()
    chance = Random(f"visits:{settled.town.slug}")  # noqa: S311 - the same town every time
    activities = {each["id"]: each["project"] for each in await rows("SELECT id, project FROM activity")}
    busy = {(each["day"], each["activity_id"]): each["people"] for each in await rows(_DEEDS)}
    for day in (today - timedelta(days=ago) for ago in range(DAYS)):
        await _keep_day(day, _visits_of(day, activities, busy, chance), chance)


def _visits_of(
    day: date, activities: dict[int, int], busy: dict[Any, int], chance: Random
) -> Iterator[tuple[int, int, int]]:
    """Project, activity (0: the project), visits; at last the whole place (0, 0)."""
    quiet = _WEEKEND if day.weekday() > 4 else 1.0  # noqa: PLR2004 - Saturday and Sunday
    projects: Counter[int] = Counter()
    for activity, project in activities.items():
        did = busy.get((day, activity), 0)
        came = did + round(quiet * (chance.randint(1, 4) * did + chance.choice((0, 0, 1, 1, 2, 3))))
        projects[project] += came
        if came:
            yield project, activity, came
    for project, read in projects.items():
        yield project, 0, round(read * 1.15) + chance.randint(1, 5)
    yield 0, 0, round(sum(projects.values()) * 0.7 + quiet * chance.randint(8, 20))


async def _keep_day(day: date, found: Iterator[tuple[int, int, int]], chance: Random) -> None:
    lines = [
        (project, activity, came, round(came * chance.uniform(1.6, 2.9))) for project, activity, came in found
    ]
    await execute(
        "INSERT INTO visit_day (day, project, activity, visits, views) "
        "SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::int[], $5::int[])",
        day,
        *(list(column) for column in zip(*lines, strict=True)),
    )
    sources = [
        (project, kind, name, round(came * share * chance.uniform(0.6, 1.4)))
        for project, activity, came, _views in lines
        if activity == 0
        for kind, shares in _SOURCES.items()
        for name, share in shares
    ]
    await execute(
        "INSERT INTO visit_source (day, project, kind, name, visits) "
        "SELECT $1, * FROM unnest($2::bigint[], $3::varchar[], $4::varchar[], $5::int[]) t(p, k, n, v) WHERE v > 0",
        day,
        *(list(column) for column in zip(*sources, strict=True)),
    )
