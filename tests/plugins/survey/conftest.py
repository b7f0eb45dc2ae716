import httpx
import pytest

from core.people import Role
from core.sdk.testing.activities import Stand
from core.sdk.testing.towns import Towns
from tests.conftest import Client
from tests.plugins.survey.building import survey_in


@pytest.fixture
async def stand(two_towns: Towns) -> Stand:
    return await survey_in(two_towns.a)


@pytest.fixture
async def staff(stand: Stand, client: Client) -> httpx.AsyncClient:
    return await client(stand.tenant, role=Role.ADMIN)
