import pytest

from tests.contributions.ground import Ground, new_ground
from tests.support.towns import Towns


@pytest.fixture
async def ground(two_towns: Towns) -> Ground:
    """An open activity in the first town."""
    return await new_ground(two_towns.a)
