"""Every page, with query strings and paths that nobody should write."""

import httpx
import pytest

from core.host import House
from core.people import Role
from core.tenancy import PLATFORM
from tests.conftest import Client
from tests.support.hostile import DANGEROUS
from tests.support.stage import new_stage, with_import
from tests.support.towns import Towns
from tests.support.walk import routes_of_platform, routes_of_towns

NAMES: str = (
    "q state topic next before after area status sort preview page cursor view token stage show seed reason "
    "project phase parent folder enter comments colour assignee address text title body who role kind id tab"
)
QUERIES = {
    "garbage": "garbage",
    "script": "%22%3E%3Cscript%3Ealert(1)%3C/script%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "huge number": "9" * 40,
    "nul": "a%00b",
    "no UTF-8": "%ff%fe%ed%a0%80",
    "below": "-1",
    "fraction": "1.5e308",
    "long": "x" * 3_000,
    "wildcards": "%25_%5C%27%27--%2A%3A%26%7C%21()",
    "elsewhere": "//evil.example/%5C%5Cevil",
    "a cursor's look": "WzEsMl0=",
    "a cursor of nulls": "W251bGwsbnVsbF0",
}
PATHS = (
    "0",
    "-1",
    "9" * 30,
    "%00",
    "..%2f..%2fetc%2fpasswd",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "%ff",
    "æøå",
)


def _bad(answer: httpx.Response) -> bool:
    foreign = "evil.example" in answer.headers.get("location", "").partition("?")[0]
    return answer.status_code >= 500 or foreign or any(bad in answer.text for bad in DANGEROUS)


@pytest.mark.parametrize("kind", QUERIES)
async def test_every_page_stands_whatever_its_address_asks(
    house: House, two_towns: Towns, client: Client, kind: str
) -> None:
    stage = await new_stage(two_towns.a)
    admin, visitor = await client(two_towns.a, stage.admin), await client(two_towns.a)
    await with_import(stage, admin)
    text = QUERIES[kind]
    query = (
        "&".join(f"{name}={text}" for name in NAMES.split())
        if len(text) < 1_000
        else f"q={text}&cursor={text}"
    )
    found = []
    for route in routes_of_towns(house, "GET"):
        path = stage.address(route)
        for who in (admin, visitor):
            for asked in (f"{path}?{query}", f"{path}?{query}&{query}&a[]=1&=&&%"):
                answer = await who.get(asked)
                found += [f"{path} → {answer.status_code}"] if _bad(answer) else []
    assert found == []


@pytest.mark.parametrize("name", ["cursor", "comments", "before", "after", "page", "seed"])
async def test_one_strange_value_beside_good_ones_is_taken_well(
    two_towns: Towns, client: Client, name: str
) -> None:
    """All together, the first check might hide what the second does not see."""
    stage = await new_stage(two_towns.a)
    admin = await client(two_towns.a, stage.admin)
    base = stage.ground.url
    pages = [
        base,
        f"{base}/{stage.ids['idea_id']}",
        f"{base}/manage",
        "/manage/moderation/record",
        "/projects",
    ]
    found = []
    for path in pages:
        for text in QUERIES.values():
            answer = await admin.get(f"{path}?{name}={text}")
            found += [f"{path}?{name}={text} → {answer.status_code}"] if _bad(answer) else []
    assert found == []


async def test_every_placeholder_takes_nonsense(house: House, two_towns: Towns, client: Client) -> None:
    stage = await new_stage(two_towns.a)
    admin = await client(two_towns.a, stage.admin)
    found = []
    for route in (*routes_of_towns(house, "GET"), *routes_of_towns(house, "POST")):
        names = [part.partition(":")[0] for part in route.full_path.split("{")[1:]]
        for name in names:
            for text in PATHS:
                answer = await admin.request(route.method, stage.address(route, **{name: text}))
                found += [f"{route.method} {name}={text} {route.full_path}"] if _bad(answer) else []
    assert found == []


async def test_every_page_of_the_platform_stands_too(house: House, client: Client) -> None:
    expert = await client(PLATFORM, role=Role.SUPPORT)
    found = []
    for route in routes_of_platform(house, "GET"):
        path = route.full_path.replace("{tenant_id:str}", "nobody").replace("{key:str}", "x")
        for text in QUERIES.values():
            for query in ("&".join(f"{name}={text[:200]}" for name in NAMES.split()), f"q={text}"):
                answer = await expert.get(f"{path}?{query}")
                found += [f"{path} {text} → {answer.status_code}"] if _bad(answer) else []
    assert found == []
