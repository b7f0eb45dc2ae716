from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from core.contributions import seed_defaults
from core.db import execute, value
from core.people import Person, Role
from core.sdk import Content
from core.sdk.testing.activities import Stand, new_activity
from core.tenancy import Tenant, scope
from plugins.proposals.checking import approve
from plugins.proposals.settings import ProposalsSettings
from plugins.proposals.writing import begin, send_in
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns

POSTCODE = "8123"  # of the two towns
SIGNATURES = "SELECT count(*) FROM proposals_signature g JOIN proposals_case k ON k.id = g.proposal WHERE k.contribution = $1"
Collecting = Callable[..., Awaitable[int]]


@dataclass(frozen=True)
class Ground:
    """An open activity of proposals, somebody who lives there and somebody who handles cases."""

    stand: Stand
    author: Person
    staff: Person

    @property
    def url(self) -> str:
        return self.stand.url

    @property
    def tenant(self) -> Tenant:
        return self.stand.tenant

    async def ask(self, sql: str, *arguments: object) -> object:
        async with scope(self.tenant, read_only=True):
            return await value(sql, *arguments)

    async def do(self, sql: str, *arguments: object) -> None:
        async with scope(self.tenant):
            await execute(sql, *arguments)


async def new_ground(
    tenant: Tenant, make_person: MakePerson, settings: ProposalsSettings | None = None
) -> Ground:
    stand = await new_activity(tenant, "proposals", settings=settings)
    author = await make_person(tenant, name="Kari Nordvik", postcode=POSTCODE)
    staff = await make_person(tenant, name="Siv Saksbehandler", role=Role.MANAGER)
    return Ground(stand, author, staff)


async def new_proposal(ground: Ground, title: str = "Gangbru over elva", *, approved: bool = True) -> int:
    async with ground.stand.open() as place:
        content = Content(title=title, body="<p>Vi ber kommunestyret bygge bru til skolen.</p>")
        new_id = await begin(place=place, author=ground.author, content=content)
        await send_in(place=place, author=ground.author, proposal_id=new_id)
        if approved:
            await approve(place=place, proposal_id=new_id, by=ground.staff)
    return new_id


@pytest.fixture(scope="module")
async def towns(two_towns: Towns) -> Towns:
    """Two towns with topics and statuses; 200 people live in the first, so that four signatures are 2 %."""
    for town in two_towns:
        async with scope(town):
            await seed_defaults()
    return two_towns


@pytest.fixture
async def ground(towns: Towns, make_person: MakePerson) -> Ground:
    return await new_ground(towns.a, make_person, ProposalsSettings(enough=4, reason={"nb": "Prøve."}))


__all__ = ["Client"]
