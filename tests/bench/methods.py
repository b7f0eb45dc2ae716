"""Each way to take part: its hot page, and its hot write, as a browser does it – open the page, fill in its form, send it.

One town with an activity of each method, half way through, as the plugins' own `seeds` fill it; people who are signed in and
live there.
"""

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from core.db import execute, rows, value
from core.host import house
from core.host.declaration import Enabled
from core.host.provision import provision
from core.people import Role
from core.people.sessions import begin_session
from core.tenancy import Kind, Status, Tenant, scope
from tests.bench import measure
from tests.bench.client import Connection, Reply, open_connection
from tests.bench.pages import queries, server
from tests.support.every_method import seed_methods
from tests.support.html_forms import Form, forms_of

PEOPLE, AT_ONCE = 160, 16
SAID = {"text": "Det bør bli trygt å gå til skolen.", "title": "Trygg skolevei", "name": "Kari Nordvik"}
DONE = (200, 303)

Send = Callable[[Connection, str, str], Any]


async def bench(say: Callable[[str], None]) -> dict[str, Any]:
    town = await _town()
    say("an activity of each method …")
    found = await seed_methods(house(), town)
    urls = {name: f"/projects/{each['project_slug']}/{each['activity_slug']}" for name, each in found.items()}
    tokens = await _people(town)
    await _drafts(town, found["voting"]["activity_id"])
    figures: dict[str, Any] = {}
    host = town.hosts[0]
    with server(kept_mb=0) as (port, _workers):
        for name, (page, send) in _hot(urls, found).items():
            say(f"{name} …")
            figures[name] = await measure.page_times(port, host, page, warm_up=20, runs=100)
            figures[name]["writes"] = await _writes(port, host, urls[name], tokens, send)
    for name, (page, _send) in _hot(urls, found).items():
        figures[name]["queries"] = await queries(host, page)
    return {"methods": figures}


def _hot(urls: dict[str, str], found: dict[str, dict[str, Any]]) -> dict[str, tuple[str, Send]]:
    proposal = f"{urls['proposals']}/{found['proposals']['proposal_id']}"
    meeting = f"{urls['workshops']}/meetings/{found['workshops']['meeting_id']}"
    return {
        "survey": (f"{urls['survey']}", _answer_survey),
        "voting": (f"{urls['voting']}?order=1", _form(f"{urls['voting']}/ballot/review", r"/ballot/cast$")),
        "deliberation": (urls["deliberation"], _form(urls["deliberation"], r"/answer$")),
        "proposals": (proposal, _form(proposal, r"/sign$")),
        "workshops": (meeting, _form(f"{meeting}/sign-up", r"/sign-up$")),
        "information": (
            f"{urls['information']}/read",
            _form(f"{urls['information']}/statement", r"/statement$"),
        ),
    }


def _form(page: str, action: str) -> Send:
    async def send(connection: Connection, _url: str, cookie: str) -> bool:
        reply = await connection.request(page, cookie=cookie)
        form = _one(reply, page, action)
        return (await _post(connection, form, cookie)).status in DONE

    return send


async def _answer_survey(connection: Connection, url: str, cookie: str) -> bool:
    """From the front page to the receipt."""
    reply = await connection.request(url, cookie=cookie)
    reply = await _post(connection, _one(reply, url, r"/start$"), cookie)
    for _page in range(12):
        where = reply.headers.get("location", "")
        cookie = _with_cookies(cookie, reply)
        if "/done" in where:
            return True
        reply = await connection.request(where, cookie=cookie)
        reply = await _post(connection, _one(reply, where, r"/answer"), cookie, typing=False)
    return False


def _one(reply: Reply, page: str, action: str) -> Form:
    assert reply.status == 200, f"{page}: {reply.status}"
    return next(
        form for form in forms_of(measure.text_of(reply), path=page) if re.search(action, form.action)
    )


async def _post(connection: Connection, form: Form, cookie: str, *, typing: bool = True) -> Reply:
    """What can be chosen is chosen; with `typing` something stands in every other field too."""
    typed = form.typed if typing else ()
    filled = {
        name: form.values.get(name) or SAID.get(name.rpartition(".")[2], SAID["text"]) for name in typed
    }
    body = urlencode({**form.values, **filled}).encode()
    return await connection.request(form.action, method="POST", body=body, cookie=cookie)


def _with_cookies(cookie: str, reply: Reply) -> str:
    fresh = reply.headers.get("set-cookie", "").partition(";")[0]
    return f"{cookie}; {fresh}" if fresh else cookie


async def _writes(port: int, host: str, url: str, tokens: list[str], send: Send) -> dict[str, Any]:
    waiting, times, bad = iter(tokens), list[float](), 0

    async def one() -> None:
        nonlocal bad
        connection = await open_connection(port, host)
        for token in waiting:
            began = time.perf_counter()
            bad += not await send(connection, url, f"session={token}")
            times.append(time.perf_counter() - began)
        await connection.close()

    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    spent = time.perf_counter() - began
    times.sort()
    return {
        "per_second": len(times) / spent,
        "p50": times[len(times) // 2] * 1000,
        "p99": times[int(len(times) * 0.99)] * 1000,
        "refused": bad,
    }


async def _town() -> Tenant:
    plugins = [lodger.plugin.id for lodger in house().lodgers_in(Enabled.TENANTS)]
    number = int(time.time())
    return await provision(
        name="Metodeby",
        kind=Kind.MUNICIPALITY,
        host=f"metodeby{number}.bench.test",
        plugins=plugins,
        status=Status.ACTIVE,
        settings={
            "names": {"nb": "Metodeby"},
            "languages": ("nb", "en"),
            "postcodes": ("8100",),
            "population": 9_000,
        },
    )


async def _people(town: Tenant) -> list[str]:
    async with scope(town):
        made = await rows(
            "INSERT INTO person (name, email, postcode) SELECT 'Innbygger ' || n, 'i' || n || '@example.org', '8100' "
            "FROM generate_series(1, $1) n RETURNING id",
            PEOPLE,
        )
        await execute("UPDATE person SET postcode = '8100' WHERE postcode IS NULL OR postcode = ''")
        return [await begin_session(person_id=each["id"], role=Role.PARTICIPANT) for each in made]


async def _drafts(town: Tenant, activity_id: int) -> None:
    """Everybody has marked a ballot and waits before the last step."""
    async with scope(town):
        option = await value(
            "SELECT min(id) FROM voting_option WHERE activity = $1 AND feasible <> 'no'", activity_id
        )
        await execute(
            "INSERT INTO voting_draft (activity, person, choices) "
            "SELECT $1, p.id, jsonb_build_object($2::text, 1) FROM person p WHERE p.email LIKE 'i%@example.org'",
            activity_id,
            str(option),
        )
