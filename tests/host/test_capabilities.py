"""A plugin does what it declared and what was accepted; what it did not say is stopped at the doors of the SDK."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from core.app import build, make_app
from core.db import rows as host_rows
from core.host import House, failures, install
from core.host import house as current_house
from core.host.capabilities import NotAllowed, accepted_here, asks_for_more, calls, is_capability
from core.host.find import found_modules
from core.host.switching import accept_capabilities, disable_plugin, enable_plugin
from core.host.table_doors import tables_in
from core.jobs import enqueue
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.sdk import Capability, NotSent, notify, outgoing, rows, stream_rows
from core.settings import settings
from core.tenancy import Tenant, scope, site
from core.tenancy.acting import acting_as
from tests.host import liar
from tests.support.people import new_person, session_for
from tests.support.towns import Towns, new_town


@pytest.fixture(scope="module")
async def lied_to(house: House) -> AsyncIterator[Any]:
    """The house with the liar in it; afterwards as it was."""
    yield make_app(build([*found_modules(), liar]))
    build()
    install(house)


@pytest.fixture(scope="module")
async def towns(lied_to: Any) -> Towns:
    del lied_to
    return Towns(await new_town("Troby"), await new_town("Ærligby", without=("liar",)))


@pytest.fixture(autouse=True)
async def as_declared(towns: Towns) -> None:
    """On in the first town, with what it declares accepted."""
    failures._failures.clear()
    async with scope(towns.a):
        await disable_plugin("liar")
        await enable_plugin("liar", accepted=[*liar.DECLARED])


async def visit(app: Any, town: Tenant, path: str) -> httpx.Response:
    person = await new_person(town, role=Role.ADMIN)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url=f"http://{town.hosts[0]}"
    ) as visitor:
        visitor.cookies.set("session", await session_for(town, person), domain=town.hosts[0])
        return await visitor.get(path)


LIES = [
    ("people", "personal_data"),
    ("mail", "mail"),
    ("written", "contributions"),
    ("host", "the table session"),
    ("neighbour", "the table ideas_import"),
    ("comma", "personal_data"),
    ("comment", "personal_data"),
]


@pytest.mark.parametrize(("lie", "wanted"), LIES)
async def test_page_that_does_what_was_not_declared_is_stopped(
    lied_to: Any, towns: Towns, lie: str, wanted: str
) -> None:
    answer = await visit(lied_to, towns.a, f"/liar/{lie}")
    assert answer.status_code == 500
    (said,) = liar.STOPPED
    assert said == f"liar needs the capability {wanted!r}, which is not declared or not accepted here"
    assert liar.GOT == []


async def test_what_was_declared_is_done(lied_to: Any, towns: Towns) -> None:
    assert (await visit(lied_to, towns.a, "/liar/file")).status_code == 200
    assert (await visit(lied_to, towns.b, "/liar/file")).status_code == 404


async def test_job_of_a_plugin_is_stopped_too(towns: Towns) -> None:
    async with scope(towns.a):
        await enqueue("liar.mail")
    liar.STOPPED.clear()
    await run_due_jobs(towns.a, raising=False)
    async with scope(towns.a, read_only=True):
        assert await host_rows("SELECT 1 FROM notice") == []


async def test_what_nobody_accepted_is_refused_until_somebody_does(lied_to: Any, towns: Towns) -> None:
    """As after an upgrade that asks for more: the plugin stays on with what it had."""
    lodger = _house_lodger()
    async with scope(towns.a):
        await accept_capabilities("liar", [])
        assert asks_for_more(await site(), lodger) == list(liar.DECLARED)
    assert (await visit(lied_to, towns.a, "/liar/file")).status_code == 500
    async with scope(towns.a):
        await accept_capabilities("liar", [*liar.DECLARED, "mail"])
        here = await site()
        assert accepted_here(here, lodger) == set(liar.DECLARED)  # accepted and never declared is nothing
    assert (await visit(lied_to, towns.a, "/liar/file")).status_code == 200


async def test_host_itself_needs_no_capability(towns: Towns) -> None:
    async with scope(towns.a, read_only=True):
        assert await rows("SELECT id FROM person WHERE id < 0") == []


async def test_rows_that_are_read_later_count_as_the_plugins_that_asked(towns: Towns) -> None:
    async with scope(towns.a, read_only=True):
        with acting_as("liar"):
            asked = stream_rows("SELECT * FROM person")
        with pytest.raises(NotAllowed):
            async for _row in asked:
                pass
        with acting_as("liar"), pytest.raises(NotAllowed):
            await notify(person_ids=[1], kind="news", title="x", url="/")


async def _answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/\r\nContent-Length: 2\r\n\r\nok")
    await writer.drain()
    writer.close()


async def test_requests_leave_only_to_declared_hosts(towns: Towns, monkeypatch: pytest.MonkeyPatch) -> None:
    server = await asyncio.start_server(_answer_once, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    monkeypatch.setenv("ALLMENNING_PLUGIN_HOSTS", f"localhost:{port}")
    settings.cache_clear()
    async with scope(towns.a, read_only=True):
        with acting_as("liar"):
            async with outgoing() as web:
                assert (await web.get(f"http://localhost:{port}/")).text == "ok"
                for refused in (
                    "https://elsewhere.example/",  # not declared
                    f"http://127.0.0.1:{port}/",  # another name for it
                    "http://localhost:1/",  # another port, which the operator did not name
                    "http://api.example.org/",  # declared, and not https
                    "https://internal.example.org/",  # declared, and cannot be found outside
                ):
                    with pytest.raises(NotSent):
                        await web.get(refused)
                with pytest.raises(NotSent):
                    await web.get(f"http://localhost:{port}/", follow_redirects=True)
    server.close()
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1"])
async def test_declared_name_that_leads_into_a_private_network_is_refused(
    towns: Towns, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    async def lead(*_given: Any, **_named: Any) -> list[Any]:
        return [(0, 0, 0, "", (address, 443))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", lead)
    async with scope(towns.a, read_only=True):
        with acting_as("liar"):
            async with outgoing() as web:
                with pytest.raises(NotSent, match="private network"):
                    await web.get("https://api.example.org/")


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("SELECT a FROM person", {"person"}),
        ('SELECT a FROM t_x."person" p JOIN ONLY session ON true', {"person", "session"}),
        ("SELECT a FROM idea i, person AS p WHERE true", {"idea", "person"}),
        ("WITH x AS (SELECT 1 FROM person) SELECT * FROM x", {"person", "x"}),
        ("SELECT a FROM/**/person", {"person"}),
        ("SELECT a FROM -- \n person", {"person"}),
        ("INSERT INTO ideas_place (person) VALUES ($1) RETURNING person", {"ideas_place"}),
        ("UPDATE reaction SET value = 1", {"reaction"}),
        ("DELETE FROM person USING session s WHERE true", {"person", "session"}),
        ("SELECT person, session FROM idea", {"idea"}),
    ],
)
def test_tables_of_a_statement_are_seen(sql: str, tables: set[str]) -> None:
    assert tables_in(sql) == tables


def test_capability_that_does_not_exist_is_none() -> None:
    assert [
        name
        for name in ("mail", "calls:api.met.no", "calls:", "calls:*", "root", "calls:a/b")
        if is_capability(name)
    ] == [
        "mail",
        "calls:api.met.no",
    ]
    assert calls("API.met.no") == ("calls:api.met.no",)
    assert str(Capability.MAIL) == "mail"


def _house_lodger() -> Any:
    return current_house().lodgers["liar"]
