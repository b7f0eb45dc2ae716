"""Words are told after the commit, to those who wait in the same place, and to nobody else."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from core.http import Data, Stream, Visit
from core.jobs.redis import close_hint_redis
from core.live import HUB, live_stream, tell_live
from core.tenancy import Tenant, scope
from tests.support.towns import Towns


@pytest.fixture(autouse=True)
async def _quiet() -> AsyncIterator[None]:
    yield
    await HUB.stop()
    await close_hint_redis()


def visit(accept: str = "text/event-stream") -> Visit:
    return cast(Visit, SimpleNamespace(request=SimpleNamespace(headers={"accept": accept}, method="GET")))


async def listen(tenant: Tenant, channel: str, version: int = 1) -> Any:
    async with scope(tenant, read_only=True):
        answer = await live_stream(visit(), channel, version=version)
    assert isinstance(answer, Stream)
    assert not answer.needs_database
    return answer.chunks


async def heard(chunks: Any, seconds: float = 2) -> str:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return (await anext(chunks)).decode()  # type: ignore[no-any-return]
    return ""


async def test_who_connects_is_told_how_it_stands(two_towns: Towns) -> None:
    first = await heard(await listen(two_towns.a, "meeting-1", version=7))
    assert first.endswith("id: 7\nevent: live\ndata: now 7\n\n")
    assert first.startswith("retry: ")


async def test_word_comes_after_the_commit_and_only_to_its_place_and_channel(two_towns: Towns) -> None:
    mine, others = await listen(two_towns.a, "meeting-1"), await listen(two_towns.a, "meeting-2")
    elsewhere = await listen(two_towns.b, "meeting-1")
    for chunks in (mine, others, elsewhere):
        await heard(chunks)
    waits = [asyncio.ensure_future(heard(chunks, 1.5)) for chunks in (mine, others, elsewhere)]
    async with scope(two_towns.a):
        await tell_live("meeting-1", "step", version=8)
        await asyncio.sleep(0.3)
        assert not waits[0].done()
    assert await waits[0] == "id: 8\nevent: live\ndata: step 8\n\n"
    assert [await each for each in waits[1:]] == ["", ""]


async def test_word_of_a_transaction_that_rolls_back_is_never_told(two_towns: Towns) -> None:
    chunks = await listen(two_towns.a, "meeting-1")
    await heard(chunks)

    async def told_then_broken() -> None:
        async with scope(two_towns.a):
            await tell_live("meeting-1", "step", version=9)
            raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        await told_then_broken()
    assert await heard(chunks, 0.5) == ""


async def test_many_answers_are_told_as_one_and_a_step_does_not_wait_for_them(two_towns: Towns) -> None:
    chunks = await listen(two_towns.a, "meeting-1")
    await heard(chunks)
    for version in range(10, 30):
        async with scope(two_towns.a):
            await tell_live("meeting-1", "answers", version=version, calm=1.0)
    async with scope(two_towns.a):
        await tell_live("meeting-1", "step", version=99)
    said: list[str] = []
    while not {"answers 29", "step 99"} <= set(said):
        said += [line[6:] for line in (await heard(chunks, 3)).split("\n") if line.startswith("data: ")]
    assert said.index("step 99") <= 1
    assert len(said) <= 3


async def test_streams_end_at_shutdown_and_hold_nothing(two_towns: Towns) -> None:
    chunks = await listen(two_towns.a, "meeting-1")
    await heard(chunks)
    assert HUB.count == 1
    await HUB.stop()
    with pytest.raises(StopAsyncIteration):
        await anext(chunks)
    assert HUB.count == 0


async def test_who_comes_while_the_process_ends_finds_no_room(two_towns: Towns) -> None:
    chunks = await listen(two_towns.a, "meeting-1")
    await heard(chunks)
    HUB.close()
    try:
        with pytest.raises(StopAsyncIteration):
            await anext(chunks)
        async with scope(two_towns.a, read_only=True):
            answer = await live_stream(visit(), "meeting-1")
        assert isinstance(answer, Data)
        assert answer.status == 503
    finally:
        HUB.closing = False


async def test_without_redis_the_page_is_told_to_ask_by_itself(
    two_towns: Towns, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.settings import settings

    with monkeypatch.context() as other:
        other.setenv("ALLMENNING_REDIS_URL", "redis://127.0.0.1:1/0")
        settings.cache_clear()
        async with scope(two_towns.a, read_only=True):
            answer = await live_stream(visit(), "meeting-1")
    settings.cache_clear()
    assert isinstance(answer, Data)
    assert answer.status == 503


async def test_full_process_says_no(two_towns: Towns, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.live.hub.MOST", 1)
    first = await listen(two_towns.a, "meeting-1")
    await heard(first)
    async with scope(two_towns.a, read_only=True):
        answer = await live_stream(visit(), "meeting-1")
    assert isinstance(answer, Data)
    assert answer.status == 503


async def test_client_that_cannot_listen_gets_the_version_and_an_end(two_towns: Towns) -> None:
    async with scope(two_towns.a, read_only=True):
        answer = await live_stream(visit("text/html"), "meeting-1", version=3)
    assert isinstance(answer, Data)
    assert b"data: now 3" in answer.content


async def test_channel_with_a_strange_name_is_refused(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        with pytest.raises(ValueError, match="not a name of a channel"):
            await tell_live("x:*", "step")
