"""Bodies that are too large, no form at all, or not what they say; forms from elsewhere, and without a session."""

from collections.abc import AsyncIterator
from urllib.parse import urlencode

import httpx
import pytest

from core.access import Access
from core.access.known import action_named
from core.host import House
from core.http import Route
from core.people import Role
from core.tenancy import PLATFORM
from tests.conftest import Client
from tests.support.hostile import FORM, forget_tries
from tests.support.stage import Stage, new_stage
from tests.support.towns import Towns
from tests.support.walk import routes_of_platform, routes_of_towns

TEN_MEGABYTES = urlencode({"text": "x" * 10_000_000}).encode()
REFUSED = (303, 401, 403, 404)
LIES = {
    "multipart without a boundary": ({"content-type": "multipart/form-data"}, b"--x\r\n\r\nabc"),
    "multipart that is none": ({"content-type": "multipart/form-data; boundary=x"}, b"text=abc&x=1"),
    "multipart cut off": (
        {"content-type": "multipart/form-data; boundary=x"},
        b'--x\r\ncontent-disposition: form-data; name="text"; filename="a.png"\r\n\r\nabc',
    ),
    "multipart without a name": (
        {"content-type": "multipart/form-data; boundary=x"},
        b"--x\r\ncontent-disposition: form-data\r\n\r\nabc\r\n--x--\r\n",
    ),
    "a boundary of nonsense": ({"content-type": "multipart/form-data; boundary=" + "'" * 300}, b"--x"),
    "a character set that does not exist": (
        {"content-type": "application/x-www-form-urlencoded; charset=none"},
        b"text=%ff%fe",
    ),
    "JSON": ({"content-type": "application/json"}, b'{"text": ["a"]}'),
    "JSON said to be a form": (FORM, b'{"text": ["a"]}'),
    "no type": ({"content-type": ""}, b"\x00\xff"),
    "thousands of fields": (FORM, b"&".join(b"f%d=1" % n for n in range(1_500))),
}
FORGED = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},  # a neighbour below the same domain
    {"origin": "https://evil.example"},
    {"origin": "null"},
)


@pytest.fixture
async def stage(two_towns: Towns) -> Stage:
    await forget_tries()
    return await new_stage(two_towns.a, methods=True)


async def _walk(house: House, client: Client, stage: Stage) -> list[tuple[Route, httpx.AsyncClient, str]]:
    """Every POST of a place with somebody who may, and of the platform's host."""
    admin, author = await client(stage.tenant, stage.admin), await client(stage.tenant, stage.author)
    towns = [
        (
            route,
            admin if "manage" in route.full_path or "evaluate" in route.full_path else author,
            stage.address(route),
        )
        for route in routes_of_towns(house, "POST")
    ]
    expert = await client(PLATFORM, role=Role.SUPPORT)
    return [*towns, *((r, expert, stage.address(r)) for r in routes_of_platform(house, "POST"))]


async def test_ten_megabytes_are_refused_where_no_file_is_asked_for(
    house: House, client: Client, stage: Stage
) -> None:
    found = {}
    for route, visitor, path in await _walk(house, client, stage):
        if route.max_body < len(TEN_MEGABYTES):
            answer = await visitor.post(path, content=TEN_MEGABYTES, headers=FORM)
            found[f"{route.full_path} {answer.status_code}"] = answer.status_code
    assert [path for path, status in found.items() if status != 413] == []


async def test_a_form_without_files_takes_no_megabytes_in_small_pieces(
    two_towns: Towns, client: Client
) -> None:
    """Chunked: no length is said before."""
    visitor = await client(two_towns.a)

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(200):
            yield b"what=" + b"x" * 50_000 + b"&"

    answer = await visitor.post("/accessibility", content=pieces(), headers=FORM)
    assert answer.status_code == 413


@pytest.mark.parametrize("lie", LIES)
async def test_no_form_falls_over_a_body_that_lies(
    house: House, client: Client, stage: Stage, lie: str
) -> None:
    headers, body = LIES[lie]
    found = []
    for route, visitor, path in await _walk(house, client, stage):
        answer = await visitor.post(path, content=body, headers=headers)
        found += [f"{route.full_path} {answer.status_code}"] if answer.status_code >= 500 else []
    assert found == []


async def test_no_form_is_taken_from_another_sites_page(house: House, client: Client, stage: Stage) -> None:
    found = []
    for route, visitor, path in await _walk(house, client, stage):
        for headers in FORGED:
            answer = await visitor.post(path, headers=headers, data={"text": "x"})
            if answer.status_code != 403 or "set-cookie" in answer.headers:
                found.append(f"{route.full_path} {headers} {answer.status_code}")
    assert found == []


async def test_no_form_of_a_persons_own_works_without_a_session(
    house: House, client: Client, stage: Stage
) -> None:
    visitor = await client(stage.tenant)
    nobody = await client(PLATFORM)
    found = []
    walked = [(route, visitor) for route in routes_of_towns(house, "POST")]
    walked += [(route, nobody) for route in routes_of_platform(house, "POST")]
    for route, who in walked:
        if action_named(route.action).default is Access.EVERYONE:
            continue
        answer = await who.post(stage.address(route), data={"text": "x"})
        if answer.status_code not in REFUSED or "Aud Leder" in answer.text:
            found.append(f"{route.full_path} {answer.status_code}")
    assert found == []


@pytest.mark.parametrize("role", [None, Role.PARTICIPANT])
async def test_staffs_pages_are_closed_to_everybody_else(
    house: House, client: Client, stage: Stage, role: Role | None
) -> None:
    visitor = await client(stage.tenant, role=role)
    found = []
    for method in ("GET", "POST"):
        for route in routes_of_towns(house, method):
            if "/manage" in route.full_path:
                answer = await visitor.request(method, stage.address(route))
                if answer.status_code not in (401, 403, 404):
                    found.append(f"{method} {route.full_path} {answer.status_code}")
    assert found == []
