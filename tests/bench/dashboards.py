"""A town whose log holds a million lines: what its dashboards take, warm, over HTTP."""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from core.contributions import Content, Imported, finish_import, insert_many, seed_defaults
from core.db import execute, rows, value
from core.host import house
from core.host.declaration import Enabled
from core.host.provision import provision
from core.i18n import Localized
from core.participation import recount
from core.participation.verify import differences
from core.people import Role
from core.people.sessions import begin_session
from core.projects.activities import add_activity
from core.projects.phases import add_phase
from core.projects.place import place_of_activity
from core.projects.service import create_project
from core.tenancy import Kind, Status, Tenant, scope, site
from core.tenancy.registry import all_tenants
from tests.bench.client import Connection, open_connection
from tests.bench.data import sentence
from tests.bench.pages import server

LINES, PROJECTS, IDEAS, DAYS = 1_000_000, 10, 1_000, 730
PEOPLE = 4_000  # of each activity; each comes on days of their own
BUDGET = 300
_NAME = "Loggby"
# Somebody's days lie near the day they first came; most come when a project is new. Hours do not matter here.
_LINES = f"""
    INSERT INTO participation (at, who, project_id, activity_id, action, channel, contribution_id)
    SELECT now() - make_interval(days => least({DAYS}, greatest(0, (power(w.chance, 2) * {DAYS})::int - (random() * 21)::int))),
        w.who, w.project_id, w.activity_id,
        (ARRAY['ideas.support','ideas.support','ideas.support','ideas.comment','ideas.oppose'])[1 + (random() * 4)::int],
        (ARRAY['web','web','web','web','web','web','meeting','paper','import'])[1 + (random() * 8)::int],
        w.first_idea + (random() * ({IDEAS} - 1))::int
    FROM (SELECT a.id AS activity_id, a.project AS project_id, random() AS chance,
            (SELECT min(id) FROM contribution WHERE activity = a.id) AS first_idea,
            sha256(convert_to(a.project || ':' || n, 'UTF8')) AS who
        FROM activity a, generate_series(1, {PEOPLE}) n WHERE a.id = $2) w,
        generate_series(1, $1::int) each ORDER BY 1
"""
_VISITS = f"""
    INSERT INTO visit_day (day, project, activity, visits, views)
    SELECT current_date - d, p.project, p.activity, 40 + d % 90, 120 + d % 300
    FROM generate_series(0, {DAYS}) d,
        (SELECT 0::bigint AS project, 0::bigint AS activity UNION ALL SELECT id, 0 FROM project
         UNION ALL SELECT project, id FROM activity) p
"""


async def bench(say: Callable[[str], None]) -> dict[str, Any]:
    town = next((each for each in await all_tenants() if each.name == _NAME), None)
    if town is None:
        say(f"filling the log with {LINES:,} lines (once) …")
        town = await _fill(say)
    async with scope(town, read_only=True):
        lines = await value("SELECT count(*) FROM participation")
        started = time.perf_counter()
        assert await differences() == []
        verified = time.perf_counter() - started
        project, activity = (
            await value("SELECT min(id) FROM project"),
            await value("SELECT min(id) FROM activity"),
        )
    async with scope(town):
        cookie = await _staff()
    views = {
        "tenant, all time": "",
        "tenant, the last 12 months": "?period=year",
        "tenant, the last 30 days": "?period=month",
        "tenant, on the web only": "?channel=web",
        "project": f"?project={project}",
        "activity": f"?activity={activity}",
    }
    figures: dict[str, Any] = {"lines": lines, "verified": verified, "views": {}}
    with server(kept_mb=0) as (port, _workers):
        for name, query in views.items():
            figures["views"][name] = await _times(port, town.hosts[0], f"/manage/dashboards{query}", cookie)
            say(f"{name}: {figures['views'][name]['p50']:.0f} ms")
    return figures


async def _times(
    port: int, host: str, path: str, cookie: str, *, warm_up: int = 5, runs: int = 25
) -> dict[str, float]:
    connection = await open_connection(port, host)
    times = []
    for n in range(warm_up + runs):
        seconds = await _asked(connection, path, cookie)
        if n >= warm_up:
            times.append(seconds * 1000)
    await connection.close()
    return {"p50": statistics.median(times), "p95": sorted(times)[int(len(times) * 0.95)]}


async def _asked(connection: Connection, path: str, cookie: str) -> float:
    reply = await connection.request(path, cookie=cookie)
    assert reply.status == 200, f"{path}: {reply.status}"
    return reply.seconds


async def _fill(say: Callable[[str], None]) -> Tenant:
    plugins = [lodger.plugin.id for lodger in house().lodgers_in(Enabled.TENANTS)]
    town = await provision(
        name=_NAME, kind=Kind.MUNICIPALITY, host="loggby.bench.test", plugins=plugins, status=Status.ACTIVE
    )
    async with scope(town):
        await seed_defaults()
        activities = [await _activity(n) for n in range(2 * PROJECTS)]
    for n, activity_id in enumerate(activities):
        await _ideas(town, activity_id, n)
    each = (LINES - 2 * PROJECTS * IDEAS) // (2 * PROJECTS * PEOPLE) + 1
    for activity_id in activities:
        async with scope(town):
            await execute(_LINES, each, activity_id)
    say("counting it …")
    async with scope(town):
        await execute(_VISITS)
        projects = [found["id"] for found in await rows("SELECT id FROM project ORDER BY id")]
    for project_id in projects:
        async with scope(town):
            await recount(project_id=project_id)
    async with scope(town):
        await execute("ANALYZE")
    return town


async def _activity(n: int) -> int:
    """Two in each project."""
    slug = f"prosjekt-{n // 2}"
    project_id = await value("SELECT id FROM project WHERE slug = $1", slug)
    if project_id is None:
        project_id = await create_project(titles=Localized(nb=slug), summaries=Localized(nb=slug), slug=slug)
    now = datetime.now(UTC)
    phase_id = await add_phase(
        project_id=project_id,
        names=Localized(nb="Nå"),
        descriptions=Localized(),
        starts_at=now - timedelta(days=DAYS),
        ends_at=now + timedelta(days=30),
    )
    activity_id = await add_activity(
        site=await site(),
        project_id=project_id,
        phase_id=phase_id,
        method="ideas",
        names=Localized(nb="Ideer"),
        slug=f"ideer-{n}",
    )
    await execute("UPDATE project SET state = 'published', published_at = now() WHERE id = $1", project_id)
    await execute("UPDATE activity SET state = 'published' WHERE id = $1", activity_id)
    return activity_id


async def _ideas(town: Tenant, activity_id: int, seed: int) -> None:
    async with scope(town):
        place = await place_of_activity(await site(), activity_id)
        assert place is not None
        now = datetime.now(UTC)
        items = [
            Imported(
                external_id=str(n),
                author=f"Innbygger {n % 600}",
                published_at=now - timedelta(days=(n * 7 + seed * 30) % DAYS),
                content=Content(title=sentence(5)[:120], body=f"<p>{sentence(30)}</p>"),
            )
            for n in range(IDEAS)
        ]
        await insert_many(place=place, kind="idea", items=items, import_id=seed + 1)
        await finish_import(import_id=seed + 1)


async def _staff() -> str:
    person_id = await value(
        "INSERT INTO person (name, email, role) VALUES ('Leder', 'leder-' || gen_random_uuid() || '@example.org', 'admin') "
        "RETURNING id"
    )
    return f"session={await begin_session(person_id=person_id, role=Role.ADMIN)}"
