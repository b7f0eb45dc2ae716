"""Home and project pages ask the database as often with many projects as with one."""

from collections.abc import Iterator

import pytest

from core.web.kept import STORE
from tests.conftest import Client
from tests.support.projects import new_project
from tests.support.queries import count_queries
from tests.support.towns import Towns, new_town

MOST = 5  # and BEGIN, which goes with the scope
PANELS = (1, 0, 3)  # of each page: one for each plugin that may have something there


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Count what a page asks when it is made, not when it is remembered."""
    most, STORE.most_bytes = STORE.most_bytes, 0
    STORE.pages.clear()
    yield
    STORE.most_bytes = most


async def count(client: Client, towns: Towns, path: str) -> int:
    visitor = await client(towns.a)
    await visitor.get(path)  # the host name is looked up once every few seconds, on the platform
    with count_queries() as seen:
        assert (await visitor.get(path)).status_code == 200
    return len(seen)


async def test_pages_ask_as_often_with_three_projects_as_with_one(house: object, client: Client) -> None:
    towns = Towns(await new_town("Spareby"), await new_town("Sløseby"))
    await new_project(towns.a, "Nummer null")
    paths = ("/", "/projects", "/projects/nummer-null")
    with_one = [await count(client, towns, path) for path in paths]
    for n in range(3):
        await new_project(towns.a, f"Nummer {n}", phase=(-n, n + 1))
    with_more = [await count(client, towns, path) for path in paths]
    assert with_more == with_one
    assert all(asked <= MOST + panels for asked, panels in zip(with_more, PANELS, strict=True)), with_more
