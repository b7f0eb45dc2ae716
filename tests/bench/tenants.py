"""A thousand tenants: to provision, to migrate, to serve from one process."""

import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from core.app import make_app
from core.db import ENGINE, value
from core.db.migrations import App
from core.host import house, install
from core.host.declaration import Enabled
from core.host.migrate import migrate
from core.host.provision import provision
from core.tenancy import PLATFORM, Kind, Status, scope
from core.tenancy.registry import all_tenants
from core.web.kept import STORE

HOW_MANY = 1000
_MIGRATION = """
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from core.db import execute

async def forwards():
    manager = MigrationManager(migration_id="{name}", app_name="core", description="")
    async def run():
        await execute("ALTER TABLE project ADD COLUMN bench_{mark} text NOT NULL DEFAULT ''")
        await execute("CREATE INDEX project_bench_{mark} ON project (bench_{mark})")
    manager.add_raw(run)
    return manager
"""


async def bench(say: Callable[[str], None]) -> dict[str, Any]:
    say(f"provisioning up to {HOW_MANY} tenants …")
    made = await _provision_all()
    say("one new migration for all …")
    migrated = await _migrate_all()
    say("serving every one from one process …")
    served = await _serve_all()
    async with scope(PLATFORM, read_only=True):
        relations = await value("SELECT count(*) FROM pg_class")
        catalogue = await value(
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class "
            "WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'"
        )
    return {
        "provision_ms": made,
        "migrate_ms": migrated,
        "serve": served,
        "relations": relations,
        "catalogue_mb": round(float(catalogue) / 1e6),
    }


async def _provision_all() -> dict[str, float]:
    plugins = [lodger.plugin.id for lodger in house().lodgers_in(Enabled.TENANTS)]
    times = []
    there = len(await all_tenants())
    for n in range(there, max(HOW_MANY, there + 50)):  # at a second run, fifty more
        began = time.perf_counter()
        await provision(
            name=f"Sted {n}",
            kind=Kind.OTHER,
            host=f"sted{n}.bench.test",
            plugins=plugins,
            status=Status.ACTIVE,
        )
        times.append((time.perf_counter() - began) * 1000)
    return _spread(times)


async def _migrate_all() -> dict[str, float]:
    """A new file in core's history, in a folder of the bench's own."""
    here = house()
    mark = secrets.token_hex(3)
    with tempfile.TemporaryDirectory() as folder:
        for file in here.core.files():
            (Path(folder) / file.name).write_text(file.read_text())
        name = f"core_9{int(time.time())}_bench"
        (Path(folder) / f"{name}.py").write_text(_MIGRATION.format(name=name, mark=mark))
        from dataclasses import replace

        install(replace(here, core=App("core", here.core.tables, Path(folder))))
        began = time.perf_counter()
        results = [result async for result in migrate(parallel=4)]
        wall = time.perf_counter() - began
        install(here)
    assert all(result.ran and not result.error for result in results), next(
        r.error for r in results if r.error or not r.ran
    )
    return {
        **_spread([result.seconds * 1000 for result in results]),
        "wall_ms_each": wall * 1000 / len(results),
    }


async def _serve_all() -> dict[str, float]:
    """One backend, every tenant's front page, twice: the second round's time, and what the backend then holds."""
    STORE.most_bytes = 0  # drawn each time, so that the database is asked each time
    places = await all_tenants()
    transport = httpx.ASGITransport(app=make_app(house()))
    times: list[float] = []
    async with httpx.AsyncClient(transport=transport) as visitor:
        for _ in range(2):
            times = []
            for place in places:
                began = time.perf_counter()
                reply = await visitor.get(f"http://{place.hosts[0]}/")
                assert reply.status_code == 200
                times.append((time.perf_counter() - began) * 1000)
    async with scope(PLATFORM, read_only=True):
        pid = await ENGINE.connection.fetchval("SELECT pg_backend_pid()")
    return {**_spread(times), "backend_mb": _private_mb(pid)}


def _private_mb(pid: int) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    kilobytes = sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Private_"))
    return round(kilobytes / 1024)


def _spread(times: list[float]) -> dict[str, float]:
    if not times:
        return {}
    times = sorted(times)
    return {"p50": statistics.median(times), "p95": times[int(len(times) * 0.95)], "n": len(times)}
