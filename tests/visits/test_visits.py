"""Visits are counted without a cookie, once a day for each visitor, and never in a way that leads back to anybody."""

from datetime import datetime, timedelta

import pytest

from core.db import rows, value
from core.tenancy import scope
from core.visits import visit_sources, visits
from core.visits.counting import COUNTER, ZONE, redis
from core.visits.folding import fold_visits
from core.visits.seen import seen
from tests.conftest import Client
from tests.contributions.ground import new_ground
from tests.support.towns import Towns

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
PAGE = {"accept": "text/html,application/xhtml+xml", "accept-language": "nb-NO,nb;q=0.9"}


async def _open(client: Client, town: object, path: str, **headers: str) -> None:
    visitor = await client(town)
    answer = await visitor.get(
        path, headers=PAGE | {"user-agent": DESK} | {k.replace("_", "-"): v for k, v in headers.items()}
    )
    assert answer.status_code == 200, path
    assert "set-cookie" not in answer.headers


async def _counted(towns: Towns) -> None:
    await COUNTER.flush()
    for town in (towns.a, towns.b):
        async with scope(town):
            await fold_visits()


async def test_visitor_counts_once_a_day_in_the_place_the_project_and_the_activity(
    two_towns: Towns, client: Client
) -> None:
    ground = await new_ground(two_towns.a)
    project = ground.url.rpartition("/")[0]
    for agent in (DESK, DESK, PHONE):
        await _open(client, two_towns.a, ground.url, user_agent=agent)
    await _open(client, two_towns.a, project)
    await _counted(two_towns)
    async with scope(two_towns.a, read_only=True):
        (place,) = await visits()
        (here,) = await visits(project_id=ground.project_id)
        (there,) = await visits(project_id=ground.project_id, activity_id=ground.activity_id)
    assert (place.visits, here.visits, there.visits) == (2, 2, 2)
    assert (here.views, there.views) == (4, 3)
    async with scope(two_towns.b, read_only=True):
        assert await visits() == []


async def test_counting_twice_and_losing_redis_take_nothing_away(two_towns: Towns, client: Client) -> None:
    await _open(client, two_towns.a, "/projects")
    await _counted(two_towns)
    await _counted(two_towns)
    async with scope(two_towns.a, read_only=True):
        before = await visits()
    for name in await redis().keys(f"visits:{two_towns.a.id}:*"):
        await redis().delete(name)
    await _counted(two_towns)
    async with scope(two_towns.a, read_only=True):
        assert await visits() == before


async def test_where_they_came_from_is_a_host_or_a_word_of_our_own(two_towns: Towns, client: Client) -> None:
    await _open(
        client,
        two_towns.b,
        "/?from=plakat",
        referer="https://www.avisa.example/sak/12?kari=1",
        user_agent=PHONE,
    )
    await _open(client, two_towns.b, "/", referer=f"https://{two_towns.b.hosts[0]}/projects")
    await _open(
        client, two_towns.b, "/?from=%3Cscript%3E", referer="javascript:alert(1)", user_agent=DESK + " x"
    )
    await _counted(two_towns)
    async with scope(two_towns.b, read_only=True):
        assert {(each.name, each.visits) for each in await visit_sources("referrer")} == {
            ("avisa.example", 1),
            ("", 2),
        }
        assert [each.name for each in await visit_sources("campaign")] == ["plakat"]
        assert {each.name for each in await visit_sources("device")} == {"phone", "computer"}


@pytest.mark.parametrize(
    "headers",
    [
        {"dnt": "1"},
        {"sec-gpc": "1"},
        {"user-agent": "Googlebot/2.1"},
        {"user-agent": ""},
        {"user-agent": "curl/8.0"},
        {"hx-request": "true"},
        {"accept": "application/json"},
        {"sec-purpose": "prefetch;prerender"},
    ],
)
def test_machines_and_those_who_ask_for_it_are_not_counted(headers: dict[str, str]) -> None:
    given = PAGE | {"user-agent": DESK} | headers
    assert seen(method="GET", path="/", query="", status=200, headers=given, host="x") is None


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/", 200),
        ("GET", "/manage", 200),
        ("GET", "/account", 200),
        ("GET", "/projects/x", 404),
        ("GET", "/", 304),
    ],
)
def test_what_is_no_page_of_residents_is_not_counted(method: str, path: str, status: int) -> None:
    given = PAGE | {"user-agent": DESK}
    assert seen(method=method, path=path, query="", status=status, headers=given, host="x") is None


async def test_nothing_kept_leads_back_to_a_visitor(two_towns: Towns, client: Client) -> None:
    await _open(client, two_towns.a, "/about", user_agent=DESK + " Hemmelig/1")
    await _counted(two_towns)
    for name in await redis().keys("visits:*"):
        assert b"Hemmelig" not in name
        kind = await redis().type(name)
        kept = await redis().smembers(name) if kind == b"set" else [await redis().dump(name)]
        assert not any(b"Hemmelig" in bytes(each) or b"127.0.0.1" in bytes(each) for each in kept)
        assert 0 < await redis().ttl(name) <= 31 * 86_400
    async with scope(two_towns.a, read_only=True):
        assert (
            await value(
                "SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema() "
                "AND table_name LIKE 'visit_%' AND data_type IN ('bytea', 'inet')"
            )
            == 0
        )


async def test_a_new_month_has_a_new_salt(
    two_towns: Towns, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    salt = await COUNTER._salt_of_the_month()
    later = datetime.now(ZONE) + timedelta(days=40)

    class Then(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
            return later

    monkeypatch.setattr("core.visits.counting.datetime", Then)
    assert await COUNTER._salt_of_the_month() != salt
    monkeypatch.undo()
    await redis().delete(f"visits:salt:{later:%Y-%m}")
    assert await COUNTER._salt_of_the_month() == salt
    async with scope(two_towns.a, read_only=True):
        assert all(each["n"] >= 0 for each in await rows("SELECT count(*) AS n FROM visit_day"))
