import httpx
import pytest

from core.people import Person, Role
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns


@pytest.fixture
async def administrator(two_towns: Towns, make_person: MakePerson) -> Person:
    return await make_person(two_towns.a, name="Anne Admin", role=Role.ADMIN)


@pytest.fixture
async def staff(two_towns: Towns, client: Client, administrator: Person) -> httpx.AsyncClient:
    """The administrator, signed in to the first town."""
    return await client(two_towns.a, administrator)
