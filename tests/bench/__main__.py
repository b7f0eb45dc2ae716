"""`python -m tests.bench [pages|methods|tenants|workshop|deliberation|insights|dashboards|visits|papers] [--fresh]`."""

import asyncio
import json
import os
import platform
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FOLDER = Path(".local/bench").resolve()
os.environ |= {
    "ALLMENNING_MODE": "test",
    "ALLMENNING_SECRET_KEY": "a key for the bench only, long enough to be taken",
    "ALLMENNING_PUBLIC_SCHEME": "http",
    "ALLMENNING_PLATFORM_HOST": "allmenning.bench.test",
    "ALLMENNING_STORAGE_URL": f"file://{FOLDER}/files",
    "ALLMENNING_SMTP_URL": f"folder://{FOLDER}/mail",
    "ALLMENNING_QUIET": "1",
}

from core.app import build  # noqa: E402 - the settings above must stand first
from core.db import ENGINE, rows  # noqa: E402
from core.host.provision import set_up_platform  # noqa: E402
from core.local import LocalRedis, make_database, start_postgres  # noqa: E402
from core.settings import settings  # noqa: E402
from core.tenancy import scope  # noqa: E402
from core.tenancy.registry import all_tenants  # noqa: E402
from tests.bench import (  # noqa: E402
    dashboards,
    data,
    deliberation,
    insights,
    methods,
    pages,
    papers,
    report,
    tenants,
    visits,
    workshop,
)


def say(text: str) -> None:
    print(f"  {text}", flush=True)  # noqa: T201 - this is a command


@asynccontextmanager
async def database(name: str) -> AsyncIterator[None]:
    """The bench's own PostgreSQL and Redis, with ordinary durability."""
    postgres = start_postgres(FOLDER / "pg")
    redis = LocalRedis(FOLDER / "redis").start()
    os.environ["ALLMENNING_REDIS_URL"] = redis.url
    os.environ["ALLMENNING_DATABASE_URL"] = await make_database(postgres.get_uri(), name)
    settings.cache_clear()
    build()
    await ENGINE.start(settings().database_url, size=20)
    await set_up_platform({})
    try:
        yield
    finally:
        await ENGINE.stop()
        redis.stop()
        postgres.cleanup()


async def bench_pages() -> dict[str, Any]:
    async with database("bench"):
        found = [tenant for tenant in await all_tenants() if tenant.name == "Målby"]
        if found:
            town = found[0]
            async with scope(town):
                tokens = [await data.voter(n) for n in range(data.VOTERS)]
        else:
            say("filling the database (once) …")
            town, tokens = await data.fill(say)
        async with scope(town, read_only=True):
            ideas = [
                r["id"]
                for r in await rows(
                    "SELECT id FROM contribution WHERE kind = 'idea' AND state = 'published' ORDER BY id"
                )
            ]
        return await pages.bench(town, tokens, ideas, say)


async def bench_tenants() -> dict[str, Any]:
    async with database("bench_tenants"):
        return await tenants.bench(say)


async def bench_methods() -> dict[str, Any]:
    async with database("bench_methods"):
        return await methods.bench(say)


async def bench_workshop() -> dict[str, Any]:
    async with database("bench_workshop"):
        return await workshop.bench(say)


async def bench_deliberation() -> dict[str, Any]:
    async with database("bench_deliberation"):
        return await deliberation.bench(say)


async def bench_dashboards() -> dict[str, Any]:
    async with database("bench_dashboards"):
        return await dashboards.bench(say)


async def bench_visits() -> dict[str, Any]:
    async with database("bench_visits"):
        return await visits.bench(say)


async def bench_insights() -> dict[str, Any]:
    return await insights.bench(say)


async def bench_papers() -> dict[str, Any]:
    async with database("bench_papers"):
        return await papers.bench(say)


def main() -> None:
    if "--fresh" in sys.argv:
        shutil.rmtree(FOLDER, ignore_errors=True)
    which = next((word for word in sys.argv[1:] if not word.startswith("-")), "pages")
    benches = {"pages": bench_pages, "tenants": bench_tenants, "workshop": bench_workshop}
    benches |= {"deliberation": bench_deliberation, "methods": bench_methods}
    benches |= {"insights": bench_insights, "dashboards": bench_dashboards, "visits": bench_visits}
    benches["papers"] = bench_papers
    figures = asyncio.run(benches[which]())
    figures["machine"] = (
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, PostgreSQL 18 (embedded)"
    )
    figures["at"] = datetime.now(UTC).isoformat(timespec="minutes")
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{which}.json").write_text(json.dumps(figures, indent=2, ensure_ascii=False))
    print(report.table(which, figures))  # noqa: T201


if __name__ == "__main__":
    main()
