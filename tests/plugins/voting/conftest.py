from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from core.contributions import Content, seed_defaults
from core.people import Person, Role
from core.sdk.testing import Stand, new_activity
from core.tenancy import Tenant, scope
from plugins.voting.making.service import Facts, add_option
from plugins.voting.settings import VotingSettings
from tests.conftest import MakePerson
from tests.support.towns import Towns


@dataclass(frozen=True)
class Vote:
    """A vote with its options, and one of the staff."""

    stand: Stand
    staff: Person
    options: dict[str, int]

    @property
    def tenant(self) -> Tenant:
        return self.stand.tenant

    @property
    def url(self) -> str:
        return self.stand.url


NewVote = Callable[..., Awaitable[Vote]]


@pytest.fixture(scope="module")
async def towns(two_towns: Towns) -> Towns:
    """Two towns with topics and statuses."""
    for town in two_towns:
        async with scope(town):
            await seed_defaults()
    return two_towns


async def make_vote(
    tenant: Tenant, staff: Person, *, costs: dict[str, int] | None = None, **settings: Any
) -> Vote:
    """A budget of 1,000 kroner, and options whose costs are in kroner."""
    stand = await new_activity(tenant, "voting", settings=VotingSettings(**({"budget": 1000} | settings)))
    options = {}
    for title, cost in (costs or {"Badebrygge": 600, "Benker": 300, "Lys i løypa": 500}).items():
        async with stand.open() as place:
            options[title] = await add_option(
                place=place,
                by=staff,
                content=Content(title=title, body=f"<p>{title} til alle.</p>"),
                facts=Facts(cost=cost * 100),
            )
    return Vote(stand, staff, options)


@pytest.fixture
async def new_vote(towns: Towns, make_person: MakePerson) -> NewVote:
    async def make(*, tenant: Tenant | None = None, **more: Any) -> Vote:
        town = tenant or towns.a
        staff = await make_person(town, role=Role.MANAGER, name="Ada Styrmo")
        return await make_vote(town, staff, **more)

    return make


@pytest.fixture
async def vote(new_vote: NewVote) -> Vote:
    return await new_vote()
