"""The way of a request: host, tenant, headers, errors."""

import httpx
import pytest
from litestar.types import ASGIApp

from core.people import Role
from core.settings import settings
from tests.conftest import Client
from tests.support.towns import Towns


async def test_unknown_host_gives_plain_page(app: ASGIApp) -> None:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://nowhere.test"
    ) as visitor:
        answer = await visitor.get("/")
    assert answer.status_code == 404
    assert "content-security-policy" in answer.headers


async def test_unknown_page_is_the_sites_own(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.a)
    answer = await visitor.get("/nowhere")
    assert answer.status_code == 404
    assert "Havneby" in answer.text
    assert "Fjellvik" not in answer.text


async def test_health_is_reported(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.a)
    assert (await visitor.get("/healthz")).text == "ok"
    assert (await visitor.get("/readyz")).text == "ready"
    assert "allmenning_requests_total" in (await visitor.get("/metrics")).text


async def test_proxy_hears_which_names_are_ours(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.a)
    for name in (*two_towns.a.hosts, two_towns.b.hosts[0].upper(), settings().platform_host):
        assert (await visitor.get("/known-host", params={"domain": name})).status_code == 200, name
    for name in ("", "elsewhere.example", f"x.{two_towns.a.hosts[0]}", "a\0b", "'; --", "x" * 5_000):
        answer = await visitor.get("/known-host", params={"domain": name})
        assert (answer.status_code, answer.text) == (404, "unknown"), name


async def test_charset_is_said_once(two_towns: Towns, client: Client) -> None:
    visitor, admin = await client(two_towns.a), await client(two_towns.a, role=Role.ADMIN)
    page, missing = await visitor.get("/"), await visitor.post("/nowhere/at/all")
    record = await admin.get("/manage/audit/record.csv")
    assert [answer.headers["content-type"] for answer in (page, missing)] == ["text/html; charset=utf-8"] * 2
    assert record.headers["content-type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/account/nowhere", "/projects/a/b/c/d", "/manage/people/nobody/at/all", "/sign-in/x"]
)
async def test_wrong_address_below_a_real_one_is_the_sites_own_page(
    two_towns: Towns, client: Client, path: str
) -> None:
    visitor = await client(two_towns.a)
    for answer in (await visitor.get(path), await visitor.post(path)):
        assert answer.status_code == 404
        assert "Havneby" in answer.text
