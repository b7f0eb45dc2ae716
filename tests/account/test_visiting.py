"""A support expert's way into a tenant: by a ticket with a reason, once, in sight of the tenant."""

from urllib.parse import urlsplit

import httpx
import pytest

from core.account.visiting import support_link
from core.db import row, value
from core.host import House
from core.people import Person, Role
from core.people.support import NoReason, visits
from core.tenancy import PLATFORM, Tenant, scope
from tests.account.steps import count_of
from tests.conftest import Client
from tests.support.people import new_person
from tests.support.towns import Towns

REASON = "The map of the harbour project does not show"
_experts: list[Person] = []


@pytest.fixture(scope="module", autouse=True)
async def _siri(house: House) -> None:
    _experts[:] = [await new_person(PLATFORM, name="Siri Support", role=Role.SUPPORT)]


def _path(tenant: Tenant) -> str:
    return urlsplit(support_link(tenant, expert=_experts[0], reason=REASON)).path


async def _is_in(visitor: httpx.AsyncClient) -> bool:
    return REASON in (await visitor.get("/about")).text


async def test_ticket_lets_in_and_the_place_can_see_it(two_towns: Towns, client: Client) -> None:
    visitor, path = await client(two_towns.a), _path(two_towns.a)
    page = await visitor.get(path)
    assert REASON in page.text
    assert not await _is_in(visitor)
    answer = await visitor.post(path)
    assert answer.headers["location"] == "/manage"
    assert await _is_in(visitor)
    async with scope(two_towns.a, read_only=True):
        seen = (await visits())[0]
        noted = await row(
            "SELECT name, role, action, subject_id FROM audit WHERE action = 'support.enter' ORDER BY id DESC LIMIT 1"
        )
    assert (seen["name"], seen["reason"], seen["here_now"]) == ("Siri Support", REASON, True)
    assert noted == {
        "name": "Siri Support",
        "role": "support",
        "action": "support.enter",
        "subject_id": seen["id"],
    }
    await visitor.post("/sign-out")
    async with scope(two_towns.a, read_only=True):
        assert not (await visits())[0]["here_now"]


async def test_ticket_works_once_and_in_its_own_place_only(two_towns: Towns, client: Client) -> None:
    visitor, thief, path = await client(two_towns.a), await client(two_towns.a), _path(two_towns.a)
    assert (await visitor.post(path)).status_code == 303
    assert (await thief.post(path)).status_code == 404
    elsewhere = await client(two_towns.b)
    assert (await elsewhere.get(path)).status_code == 404
    assert (await elsewhere.post(path)).status_code == 404
    assert not await _is_in(thief)
    assert await count_of(two_towns.b, "support_visit") == 0


async def test_no_ticket_without_a_reason(two_towns: Towns) -> None:
    with pytest.raises(NoReason):
        support_link(two_towns.a, expert=_experts[0], reason="  \u200b  ")


async def test_visit_lasts_an_hour(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.b)
    answer = await visitor.post(_path(two_towns.b))
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("session="))
    assert "Max-Age=3600" in cookie
    async with scope(two_towns.b, read_only=True):
        minutes = await value("SELECT round(extract(epoch FROM expires_at - now()) / 60)::int FROM session")
    assert minutes == 60
