"""Visitors who lie about who they are: one stays one, and nobody fills the memory."""

import pytest
from msgspec.structs import replace

from core.http.visit import sender_address
from core.settings import settings
from core.tenancy import scope
from core.visits import visits
from core.visits.counting import COUNTER
from core.visits.folding import fold_visits
from tests.conftest import Client
from tests.support.towns import Towns
from tests.visits.test_visits import DESK, PAGE


async def _visits_after(towns: Towns) -> int:
    await COUNTER.flush()
    async with scope(towns.a):
        await fold_visits()
        return sum(each.visits for each in await visits())


async def test_forged_forwarded_for_makes_no_visitors(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.a)
    for n in range(12):
        forged = {"x-forwarded-for": f"198.51.100.{n}, 10.0.0.{n}", "x-real-ip": f"198.51.100.{n}"}
        answer = await visitor.get("/projects", headers=PAGE | {"user-agent": DESK} | forged)
        assert answer.status_code == 200
    assert await _visits_after(two_towns) == 1


def test_behind_our_own_proxy_only_what_the_proxy_saw_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    behind = replace(settings(), trusted_proxy=True)
    monkeypatch.setattr("core.http.visit.settings", lambda: behind)
    assert sender_address("1.2.3.4, 5.6.7.8, 203.0.113.9", "127.0.0.1") == "203.0.113.9"
    assert sender_address("", "127.0.0.1") == "127.0.0.1"
    monkeypatch.undo()
    assert sender_address("203.0.113.9", "198.51.100.1") == "198.51.100.1"


async def test_oversized_agents_are_cut_before_they_wait(two_towns: Towns, client: Client) -> None:
    before = await _visits_after(two_towns)
    visitor = await client(two_towns.a)
    for n in range(4):
        huge = f"{DESK} {'x' * 100_000}{n}"
        answer = await visitor.get("/projects", headers=PAGE | {"user-agent": huge})
        assert answer.status_code == 200
    assert all(len(who) < 1_000 for _tenant, _day, who, _seen in COUNTER._waiting)
    assert await _visits_after(two_towns) == before + 1


@pytest.mark.parametrize("agent", ["\x01\x02", "é" * 50, "'; DROP TABLE visit_day; --", "\\u0000"])
async def test_strange_agents_are_no_errors(two_towns: Towns, client: Client, agent: str) -> None:
    visitor = await client(two_towns.a)
    headers = [(k, v) for k, v in PAGE.items()] + [
        ("user-agent", agent.encode("latin-1", "replace").decode("latin-1"))
    ]
    answer = await visitor.get("/projects", headers=[(k.encode(), v.encode("latin-1")) for k, v in headers])
    assert answer.status_code == 200
    assert await _visits_after(two_towns) >= 1
