"""The real server with two workers, and what a visitor of it waits for."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from core.app import make_app
from core.db import value
from core.host import house
from core.tenancy import Tenant, scope
from tests.bench import measure
from tests.bench.client import open_connection
from tests.support.processes import free_port, listening
from tests.support.queries import count_queries

LIST = "/projects/havna/ideer"
Say = Callable[[str], None]


async def bench(town: Tenant, tokens: list[str], ideas: list[int], say: Say) -> dict[str, Any]:
    host = town.hosts[0]
    with server(kept_mb=0) as (port, workers):
        deep = await page_200(port, host)
        addresses = {
            "home": "/",
            "project": "/projects/havna",
            "ideas, page 1": LIST,
            "ideas, page 200": deep,
            "one idea, 200 comments": f"{LIST}/{ideas[0]}",
        }
        say("pages, without the page memory …")
        found: dict[str, Any] = {
            name: await measure.page_times(port, host, path) for name, path in addresses.items()
        }
        for name, path in addresses.items():
            found[name] |= await measure.first_visit(port, host, path)
        say("32 connections on the list …")
        cursors = [LIST, deep, f"{LIST}?sort=supported", f"{LIST}?sort=discussed"]
        without = await measure.load(port, host, cursors, connections=32, seconds=10)
        say("reactions …")
        before = await counted(town)
        voted = await measure.reactions(port, host, tokens, ideas[:2000], each=40)
        voted["lost_or_double"] = await check(town, before, voted["sent"] - voted["refused"])
        memory = [resident(pid) for pid in workers()]
    with server(kept_mb=32) as (port, workers):
        say("the same with the page memory …")
        for name, path in addresses.items():
            found[name]["kept_p50"] = (await measure.page_times(port, host, path))["p50"]
        kept = await measure.load(port, host, cursors, connections=32, seconds=10)
        memory_kept = [resident(pid) for pid in workers()]
    for name, path in addresses.items():
        found[name]["queries"] = await queries(host, path)
    return {
        "pages": found,
        "load": without,
        "load_kept": kept,
        "reactions": voted,
        "memory_mb": memory,
        "memory_kept_mb": memory_kept,
    }


async def page_200(port: int, host: str) -> str:
    """Walk the list by its own links."""
    connection = await open_connection(port, host)
    path = LIST
    for _ in range(199):
        text = measure.text_of(await connection.request(path))
        found = re.search(r'rel="next" href="([^"]+)"', text) or re.search(
            r'href="([^"]+)"[^>]*rel="next"', text
        )
        assert found is not None
        path = found[1].replace("&amp;", "&")
    await connection.close()
    return path


async def queries(host: str, path: str) -> int:
    transport = httpx.ASGITransport(app=make_app(house()))
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as visitor:
        await visitor.get(path)
        with count_queries() as seen:
            await visitor.get(f"{path}{'&' if '?' in path else '?'}n=1")
    return len(seen)


async def counted(town: Tenant) -> int:
    async with scope(town, read_only=True):
        return int(await value("SELECT count(*) FROM reaction"))


async def check(town: Tenant, before: int, sent: int) -> int:
    """Rows that do not agree: counts against rows, and more or fewer rows than people sent (each pair once)."""
    async with scope(town, read_only=True):
        wrong = await value(
            "SELECT count(*) FROM contribution c WHERE c.support_count <> "
            "(SELECT count(*) FROM reaction r WHERE r.contribution = c.id AND r.value = 1)"
        )
        double = await value(
            "SELECT count(*) FROM (SELECT 1 FROM reaction WHERE person IS NOT NULL "
            "GROUP BY contribution, person HAVING count(*) > 1) d"
        )
        now = await value("SELECT count(*) FROM reaction")
    return int(wrong) + int(double) + abs(int(now) - before - sent)


@contextmanager
def server(*, kept_mb: int) -> Iterator[tuple[int, Callable[[], list[int]]]]:
    """`allmenning serve` with two workers; its port, and a way to find the workers' process ids."""
    port = free_port()
    environment = os.environ | {"ALLMENNING_PAGE_CACHE_MB": str(kept_mb)}
    process = subprocess.Popen(  # the project's own command
        [str(Path(sys.executable).with_name("allmenning")), "serve", "--port", str(port), "--workers", "2"],
        env=environment,
    )
    try:
        wait_for(port)
        yield port, lambda: children(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int) -> None:
    for _ in range(600):
        if listening(port):
            time.sleep(1)
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed if resident(int(child)) > 30]


def resident(pid: int) -> int:
    """Megabytes of memory that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0
