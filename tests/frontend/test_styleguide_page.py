"""The style guide, where it belongs and where it does not."""

from collections.abc import Iterator

import pytest

from core.settings import settings
from tests.conftest import Client
from tests.support.towns import Towns

ADDRESSES = ("/styleguide", "/styleguide/points.json")


async def test_styleguide_is_shown_to_those_who_build(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.a)
    assert [(await visitor.get(address)).status_code for address in ADDRESSES] == [200, 200]


@pytest.fixture
def production(two_towns: Towns, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same process, told that it is a production one."""
    with monkeypatch.context() as changed:
        changed.setenv("ALLMENNING_MODE", "production")
        settings.cache_clear()
        yield
    settings.cache_clear()


@pytest.mark.usefixtures("production")
async def test_styleguide_is_not_there_in_production(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.a)
    assert [(await visitor.get(address)).status_code for address in ADDRESSES] == [404, 404]
