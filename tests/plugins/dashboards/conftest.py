from collections.abc import Awaitable, Callable

import pytest

from core.contributions import seed_defaults
from core.tenancy import scope
from tests.contributions.ground import Ground, new_ground
from tests.support.towns import Towns

NewGround = Callable[..., Awaitable[Ground]]


@pytest.fixture(scope="module")
async def towns(two_towns: Towns) -> Towns:
    """Two towns with topics and statuses."""
    for town in two_towns:
        async with scope(town):
            await seed_defaults()
    return two_towns


@pytest.fixture
async def ground(towns: Towns) -> Ground:
    """An open activity of ideas in the first town."""
    return await new_ground(towns.a)
