"""The real server with streams open: a step reaches everybody, nothing acknowledged is lost by kill -9, SIGTERM is quick.

The same with 300 people stands in `tests/bench/workshop.py`.
"""

import asyncio
import os
import secrets
import signal
import subprocess
import time

import pytest

from core.people import Person
from core.sdk.testing import MakePerson, Stand, session_for
from tests.bench import workshop
from tests.plugins.workshops.conftest import NewMeeting, lead_to, load_meeting, new_step

pytestmark = pytest.mark.xdist_group("processes")
PEOPLE = 12


def end(server: "subprocess.Popen[bytes]") -> None:
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


async def test_step_reaches_all_and_no_answer_is_lost_when_the_server_is_killed(
    stand: Stand, new_meeting: NewMeeting, boss: Person, make_person: MakePerson
) -> None:
    meeting = await new_meeting()
    word = await new_step(stand, meeting, "collect")
    port = workshop.free_port()
    server = await workshop.start(port)
    try:
        base = f"{stand.url}/meetings/{meeting}"
        browsers = [
            workshop.Browser(
                port,
                stand.tenant.hosts[0],
                base,
                f"session={await session_for(stand.tenant, await make_person(stand.tenant))}",
            )
            for _each in range(PEOPLE)
        ]
        ready = [asyncio.Event() for _each in browsers]
        listening = [
            asyncio.create_task(each.listen(is_in)) for each, is_in in zip(browsers, ready, strict=True)
        ]
        async with asyncio.timeout(60):
            await asyncio.gather(*(each.wait() for each in ready))
        await lead_to(stand, meeting, word, boss)  # another process than theirs: the word goes through Redis
        version = (await load_meeting(stand, meeting)).version
        async with asyncio.timeout(15):
            while not all(version in each.seen for each in browsers):  # noqa: ASYNC110 - each sees it in its own time
                await asyncio.sleep(0.05)
        until = time.perf_counter() + 60
        sending = [
            asyncio.create_task(
                each.send(f"/steps/{word}/answer", f"text=ord{n}&once={secrets.token_hex(8)}", until)
            )
            for n, each in enumerate(browsers)
        ]
        while await workshop.kept(stand, word) < PEOPLE // 4:  # noqa: ASYNC110 - it is the database that knows
            await asyncio.sleep(0.02)
        end(server)
        server = await workshop.start(port)
        assert all(await asyncio.gather(*sending))
        assert await workshop.kept(stand, word) == PEOPLE  # none lost, none twice
        await asyncio.sleep(3)  # they listen again
        began = time.perf_counter()
        server.terminate()
        await asyncio.to_thread(server.wait, 30)
        assert time.perf_counter() - began < 10
        for each in listening:
            each.cancel()
    finally:
        end(server)
