"""What is measured: pages, a whole first visit, load."""

import asyncio
import re
import statistics
import time
from itertools import count
from typing import Any

import brotli

from tests.bench.client import Reply, open_connection

_RESOURCES = re.compile(r"""(?:href|src)="(/(?:static|theme)/[^"]+)\"""")


async def page_times(
    port: int, host: str, path: str, *, warm_up: int = 50, runs: int = 200
) -> dict[str, float]:
    """Median and p95 in milliseconds over one connection. A changing query keeps the page out of the page memory."""
    connection = await open_connection(port, host)
    times = []
    for n in range(warm_up + runs):
        reply = await connection.request(path)
        assert reply.status == 200, f"{path}: {reply.status}"
        if n >= warm_up:
            times.append(reply.seconds * 1000)
    await connection.close()
    return {"p50": statistics.median(times), "p95": sorted(times)[int(len(times) * 0.95)]}


async def first_visit(port: int, host: str, path: str) -> dict[str, int]:
    """Bytes and requests of a browser that comes for the first time: page, styles, scripts, font; no images."""
    connection = await open_connection(port, host)
    reply = await connection.request(path)
    text = text_of(reply)
    names = {name for name in _RESOURCES.findall(text) if not re.search(r"\.(svg|png|webp|jpg)$|map-", name)}
    size, requests = len(reply.body), 1
    for name in sorted(names):
        found = await connection.request(name)
        assert found.status == 200, name
        size, requests = size + len(found.body), requests + 1
    await connection.close()
    return {"bytes": size, "page_bytes": len(reply.body), "requests": requests}


async def load(port: int, host: str, paths: list[str], *, connections: int, seconds: float) -> dict[str, Any]:
    """As many requests as the connections can carry."""
    until = time.perf_counter() + seconds
    times: list[float] = []
    bad = 0
    turn = count()

    async def one() -> None:
        nonlocal bad
        connection = await open_connection(port, host)
        while time.perf_counter() < until:
            reply = await connection.request(paths[next(turn) % len(paths)])
            times.append(reply.seconds)
            bad += reply.status >= 500
        await connection.close()

    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(connections)))
    spent = time.perf_counter() - began
    times.sort()
    return {
        "per_second": len(times) / spent,
        "p50": times[len(times) // 2] * 1000,
        "p99": times[int(len(times) * 0.99)] * 1000,
        "server_errors": bad,
    }


async def reactions(
    port: int, host: str, tokens: list[str], idea_ids: list[int], *, each: int
) -> dict[str, Any]:
    """Every person supports `each` ideas, all people at once."""
    bad = done = 0

    async def one(n: int, token: str) -> None:
        nonlocal bad, done
        connection = await open_connection(port, host)
        for k in range(each):
            idea = idea_ids[(n * 7 + k * 13) % len(idea_ids)]
            reply = await connection.request(
                f"/contributions/{idea}/react",
                method="POST",
                body=b"reaction=support",
                cookie=f"session={token}",
            )
            bad += reply.status >= 400
            done += 1
        await connection.close()

    began = time.perf_counter()
    await asyncio.gather(*(one(n, token) for n, token in enumerate(tokens)))
    return {"per_second": done / (time.perf_counter() - began), "sent": done, "refused": bad}


def text_of(reply: Reply) -> str:
    """The page as text, whatever way it came."""
    packed = reply.headers.get("content-encoding") == "br"
    return (brotli.decompress(reply.body) if packed else reply.body).decode()
