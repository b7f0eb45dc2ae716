"""What counting a visit costs the one who waits: the same page by a browser that is counted and by one that asks not to be."""

import statistics
from collections.abc import Callable
from typing import Any

from core.host import house
from core.host.declaration import Enabled
from core.host.provision import provision
from core.tenancy import Kind, Status, scope
from core.tenancy.registry import all_tenants
from core.visits.folding import fold_visits
from core.visits.reading import visits
from tests.bench.client import Connection, open_connection
from tests.bench.pages import server

ROUNDS, EACH = 20, 100
_NAME = "Tellevik"
_BROWSER = (
    "Accept: text/html\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
)


async def bench(say: Callable[[str], None]) -> dict[str, Any]:
    """In turns, so that what else the machine does meets both alike."""
    town = next((each for each in await all_tenants() if each.name == _NAME), None)
    if town is None:
        plugins = [lodger.plugin.id for lodger in house().lodgers_in(Enabled.TENANTS)]
        town = await provision(
            name=_NAME,
            kind=Kind.MUNICIPALITY,
            host="tellevik.bench.test",
            plugins=plugins,
            status=Status.ACTIVE,
        )
    times: dict[str, list[float]] = {"counted": [], "not counted": []}
    with server(kept_mb=32) as (port, _workers):
        connection = await open_connection(port, town.hosts[0])
        for n in range(ROUNDS + 2):
            for name in times:
                found = [await _ask(connection, counted=name == "counted") for _each in range(EACH)]
                if n > 1:
                    times[name] += found
        await connection.close()
    async with scope(town):
        await fold_visits()
        seen = sum(each.views for each in await visits())
    assert seen >= ROUNDS * EACH, seen
    figures: dict[str, Any] = {
        f"{name}, {what} ms": round(1000 * value, 2)
        for name, found in times.items()
        for what, value in (("p50", statistics.median(found)), ("p95", sorted(found)[int(len(found) * 0.95)]))
    }
    for name, value in figures.items():
        say(f"{name}: {value}")
    return figures


async def _ask(connection: Connection, *, counted: bool) -> float:
    """As a browser says who it is; with DNT it asks not to be counted."""
    more = "" if counted else "\r\nDNT: 1"
    reply = await connection.request("/projects", headers=_BROWSER + more)
    assert reply.status == 200
    return reply.seconds
