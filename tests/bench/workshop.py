"""A workshop with 300 people in it: how soon a step reaches all, and whether an answer is lost when the server is killed.

Two web workers, 300 streams of server-sent events and 300 browsers' worth of fetching on the same machine.
"""

import asyncio
import os
import random
import secrets
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from core.db import value
from core.host import house
from core.host.declaration import Enabled
from core.host.provision import provision
from core.people import Role
from core.sdk import Localized
from core.sdk.testing import Stand, new_activity, new_person, session_for
from core.tenancy import Kind, Status
from plugins.workshops.meeting import meeting_at
from plugins.workshops.planning import plan_meeting
from plugins.workshops.steps import add_step
from tests.bench.client import Connection
from tests.support.processes import free_port

PEOPLE = 300
CHANGES = 12
PAUSE = 6.5  # seconds: a step lasts longer than it takes everybody to look at one's own part
OK = 200
SPREAD = 0.3  # as the browser's script does


class Browser:
    """One participant: a stream that is listened to, a connection that asks, and the moment when it saw each version."""

    def __init__(self, port: int, host: str, base: str, cookie: str) -> None:
        self.port, self.host, self.base, self.cookie = port, host, base, cookie
        self.seen: dict[int, float] = {}
        self.asking: Connection | None = None
        self.own: asyncio.Future[None] | None = None

    async def listen(self, ready: asyncio.Event | None = None) -> None:
        while True:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._stream(ready)
            self.asking = None
            await asyncio.sleep(random.uniform(0.5, 2.5))

    async def _stream(self, ready: asyncio.Event | None) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        wanted = ["Accept: text/event-stream", f"Host: {self.host}", f"Cookie: {self.cookie}", "", ""]
        writer.write("\r\n".join([f"GET {self.base}/events HTTP/1.1", *wanted]).encode())
        try:
            while line := await reader.readline():
                if not line.startswith(b"data: "):
                    continue
                name, version = line[6:].decode().split()
                if ready is not None:
                    ready.set()
                if name == "step":
                    await asyncio.sleep(random.uniform(0, SPREAD))
                    await self._fetch(int(version))
                    asyncio.get_running_loop().call_later(random.uniform(1, 6), self._look_at_own)
        finally:
            writer.close()

    async def _fetch(self, version: int) -> None:
        if self.asking is None:
            self.asking = await Connection(self.port, self.host).open()
        reply = await self.asking.request(f"{self.base}/now")
        if reply.status == 200:
            self.seen.setdefault(version, time.perf_counter())

    def _look_at_own(self) -> None:
        self.own = asyncio.ensure_future(self._own())

    async def _own(self) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, IndexError):
            connection = await Connection(self.port, self.host).open()
            await connection.request(f"{self.base}/own", cookie=self.cookie)
            connection.writer.close()

    async def send(self, path: str, body: str, until: float) -> bool:
        """As the room's script does: again and again until the server has it."""
        while time.perf_counter() < until:
            with suppress(OSError, asyncio.IncompleteReadError, IndexError):
                connection = await Connection(self.port, self.host).open()
                try:
                    async with asyncio.timeout(10):
                        reply = await connection.request(
                            f"{self.base}{path}", method="POST", body=body.encode(), cookie=f"{self.cookie}"
                        )
                finally:
                    connection.writer.close()
                if reply.status in (204, 303):
                    return True
            await asyncio.sleep(random.uniform(0.2, 1))
        return False


async def bench(say: Callable[[str], None]) -> dict[str, Any]:
    stand, meeting_id, steps, host = await _ground()
    port = free_port()
    server = await start(port)
    base = f"{stand.url}/meetings/{meeting_id}"
    boss = await new_person(stand.tenant, role=Role.ADMIN)
    leader = f"session={await session_for(stand.tenant, boss)}"
    say(f"{PEOPLE} people come in …")
    browsers = [
        Browser(
            port, host, base, f"session={await session_for(stand.tenant, await new_person(stand.tenant))}"
        )
        for _each in range(PEOPLE)
    ]
    ready = [asyncio.Event() for _each in browsers]
    listening = [asyncio.create_task(each.listen(is_in)) for each, is_in in zip(browsers, ready, strict=True)]
    async with asyncio.timeout(120):
        await asyncio.gather(*(each.wait() for each in ready))
    say("the steps are led …")
    figures = await _changes(stand, meeting_id, steps, browsers, port, host, leader)
    say("everyone answers, and the server is killed in the middle …")
    figures |= await _answers(stand, meeting_id, steps, browsers, server, port, host, leader)
    for each in listening:
        each.cancel()
    return figures


async def _changes(
    stand: Stand,
    meeting_id: int,
    steps: list[int],
    browsers: list[Browser],
    port: int,
    host: str,
    leader: str,
) -> dict[str, Any]:
    desk = f"{stand.url}/manage/meetings/{meeting_id}/lead"
    took: list[float] = []
    missed = 0
    for n in range(CHANGES):
        connection = await Connection(port, host).open()
        began = time.perf_counter()
        await connection.request(
            desk, method="POST", body=f"do=go&step={steps[n % len(steps)]}".encode(), cookie=leader
        )
        connection.writer.close()
        async with stand.open() as place:
            meeting = await meeting_at(activity_id=place.here.id, meeting_id=meeting_id)
        assert meeting is not None
        await asyncio.sleep(PAUSE)
        found = [each.seen[meeting.version] - began for each in browsers if meeting.version in each.seen]
        missed += len(browsers) - len(found)
        took += found
    took.sort()
    return {
        "people": len(browsers),
        "step changes": CHANGES,
        "median ms": round(statistics.median(took) * 1000),
        "p95 ms": round(took[int(len(took) * 0.95)] * 1000),
        "p99 ms": round(took[int(len(took) * 0.99)] * 1000),
        "slowest ms": round(took[-1] * 1000),
        "not reached": missed,
    }


async def _answers(
    stand: Stand,
    meeting_id: int,
    steps: list[int],
    browsers: list[Browser],
    server: subprocess.Popen[bytes],
    port: int,
    host: str,
    leader: str,
) -> dict[str, Any]:
    word = steps[1]
    connection = await Connection(port, host).open()
    desk = f"{stand.url}/manage/meetings/{meeting_id}/lead"
    await connection.request(desk, method="POST", body=f"do=go&step={word}".encode(), cookie=leader)
    connection.writer.close()
    until = time.perf_counter() + 90
    sending = [
        asyncio.create_task(
            each.send(f"/steps/{word}/answer", f"text=ord{n}&once={secrets.token_hex(8)}", until)
        )
        for n, each in enumerate(browsers)
    ]
    while await kept(stand, word) < PEOPLE // 4:  # noqa: ASYNC110 - it is the database that knows
        await asyncio.sleep(0.02)
    acknowledged = sum(task.done() for task in sending)
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    down = time.perf_counter()
    again = await start(port)
    back = time.perf_counter() - down
    taken = await asyncio.gather(*sending)
    in_database = await kept(stand, word)
    began = time.perf_counter()
    again.terminate()
    again.wait(timeout=60)
    return {
        "acknowledged before kill -9": acknowledged,
        "acknowledged in all": sum(taken),
        "in the database": in_database,
        "restart s": round(back, 1),
        "SIGTERM with open streams s": round(time.perf_counter() - began, 1),
    }


async def kept(stand: Stand, step: int) -> int:
    async with stand.open():
        return int(await value("SELECT count(*) FROM workshops_said WHERE step = $1", step))


async def _ground() -> tuple[Stand, int, list[int], str]:
    host = f"havneby-{secrets.token_hex(3)}.allmenning.bench.test"
    plugins = [lodger.plugin.id for lodger in house().lodgers_in(Enabled.TENANTS)]
    tenant = await provision(
        name="Havneby",
        kind=Kind.MUNICIPALITY,
        host=host,
        status=Status.ACTIVE,
        plugins=plugins,
        settings={"names": {"nb": "Havneby"}, "languages": ("nb",)},
    )
    stand = await new_activity(tenant, "workshops")
    boss = await new_person(tenant, role=Role.ADMIN)
    now = datetime.now(UTC)
    empty = Localized()
    given = SimpleNamespace(
        title=Localized({"nb": "Folkemøte"}), kind="online", starts_at=now, ends_at=now + timedelta(hours=3), closes_at=None,
        venue="", address="", capacity=0, online_capacity=0, video="", intro=empty, programme=empty, access=empty,
    )  # fmt: skip
    async with stand.open() as place:
        meeting_id = await plan_meeting(place=place, by=boss, given=given)
        meeting = await meeting_at(activity_id=place.here.id, meeting_id=meeting_id)
        assert meeting is not None
        steps = [
            await add_step(
                meeting=meeting,
                given=SimpleNamespace(
                    kind=kind,
                    title=Localized({"nb": kind}),
                    text=empty,
                    options=Localized({"nb": "A\nB"}),
                    many=False,
                    grouping="random",
                    groups=2,
                    minutes=0,
                ),
            )
            for kind in ("questions", "collect", "poll", "presentation")
        ]
    return stand, meeting_id, steps, host


async def start(port: int) -> subprocess.Popen[bytes]:
    command = [
        str(Path(sys.executable).with_name("allmenning")),
        "serve",
        "--port",
        str(port),
        "--workers",
        "2",
    ]
    server = subprocess.Popen(command, process_group=0)  # noqa: ASYNC220 - it starts at once
    for _each in range(600):
        with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
            async with asyncio.timeout(2):
                connection = await Connection(port, "localhost").open()
                answer = await connection.request("/healthz")
                connection.writer.close()
                if answer.status == OK:
                    break
        await asyncio.sleep(0.1)
    return server
