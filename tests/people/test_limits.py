"""Limits count in Redis, for each tenant, and never open when Redis is away."""

import os
import secrets
import time
from collections.abc import AsyncIterator

import pytest

from core.people import limits
from core.people.limits import Limit, TooOften, count, forget
from core.settings import settings
from core.tenancy import Tenant, scope
from tests.support.towns import Towns


async def _tries(tenant: Tenant, limit: Limit, key: str, times: int) -> int:
    """How many of so many tries were let through."""
    let = 0
    async with scope(tenant, read_only=True):
        for _n in range(times):
            try:
                await count(limit, key)
            except TooOften:
                continue
            let += 1
    return let


def _new_limit(most: int = 3) -> Limit:
    return Limit(f"test-{secrets.token_hex(4)}", most, 3600)


async def test_limit_holds_and_each_tenant_and_key_has_its_own(two_towns: Towns) -> None:
    limit = _new_limit()
    assert await _tries(two_towns.a, limit, "kari", 5) == 3
    assert await _tries(two_towns.b, limit, "kari", 5) == 3
    assert await _tries(two_towns.a, limit, "ola", 5) == 3
    assert await _tries(two_towns.a, limit, "kari", 1) == 0


async def test_refusal_says_how_long_to_wait(two_towns: Towns) -> None:
    limit = _new_limit(0)
    async with scope(two_towns.a, read_only=True):
        with pytest.raises(TooOften) as refused:
            await count(limit, "kari")
    assert 0 < refused.value.seconds <= 3600


async def test_refused_tries_do_not_make_it_longer(two_towns: Towns) -> None:
    limit = _new_limit()
    assert await _tries(two_towns.a, limit, "kari", 50) == 3
    async with scope(two_towns.a, read_only=True):
        names = limits._names(limit, "kari", time.time())
        assert int(await limits._redis().get(names[0])) == 3


async def test_good_end_forgets_the_tries(two_towns: Towns) -> None:
    limit = _new_limit()
    assert await _tries(two_towns.a, limit, "kari", 3) == 3
    async with scope(two_towns.a, read_only=True):
        await forget(limit, "kari")
    assert await _tries(two_towns.a, limit, "kari", 4) == 3


async def test_last_window_counts_as_far_as_it_overlaps(
    two_towns: Towns, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = Limit(f"test-{secrets.token_hex(4)}", 10, 100)
    now = [1_000_000_000.0]
    monkeypatch.setattr(limits.time, "time", lambda: now[0])
    assert await _tries(two_towns.a, limit, "kari", 12) == 10
    now[0] += 100  # the next window has just begun: all of the last one counts
    assert await _tries(two_towns.a, limit, "kari", 3) == 0
    now[0] += 50  # half of it
    assert await _tries(two_towns.a, limit, "kari", 12) == 5


@pytest.fixture
async def redis_away(two_towns: Towns) -> AsyncIterator[None]:
    """A Redis address where nobody answers."""
    kept = os.environ["ALLMENNING_REDIS_URL"]
    os.environ["ALLMENNING_REDIS_URL"] = "redis://127.0.0.1:1/0"
    settings.cache_clear()
    await limits.stop()
    yield
    os.environ["ALLMENNING_REDIS_URL"] = kept
    settings.cache_clear()
    await limits.stop()
    limits._away_until[0] = 0.0


@pytest.mark.usefixtures("redis_away")
async def test_redis_away_counts_in_the_process(two_towns: Towns) -> None:
    limit = _new_limit()
    assert await _tries(two_towns.a, limit, "kari", 6) == 3
    assert await _tries(two_towns.b, limit, "kari", 1) == 1


@pytest.mark.usefixtures("redis_away")
async def test_flood_while_redis_is_away_closes_and_does_not_open(
    two_towns: Towns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_MOST_KEPT", 5)
    limit = _new_limit()
    assert await _tries(two_towns.a, limit, "kari", 3) == 3
    let = [await _tries(two_towns.a, limit, f"flood-{n}", 1) for n in range(20)]
    assert let[-1] == 0
    assert await _tries(two_towns.a, limit, "kari", 1) == 0
