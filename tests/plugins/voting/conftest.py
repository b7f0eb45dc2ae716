from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from core.contributions import Content, seed_defaults
from core.db import execute, value
from core.people import Person, Role
from core.projects.activities import add_activity
from core.sdk.testing import Stand
from core.tenancy import Tenant, scope, site
from plugins.voting.making.service import Facts, add_option
from plugins.voting.settings import VotingSettings
from tests.conftest import MakePerson
from tests.support.projects import nb, new_project
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
    tenant: Tenant,
    staff: Person,
    *,
    costs: dict[str, int] | None = None,
    project_id: int | None = None,
    **settings: Any,
) -> Vote:
    """A budget of 1,000 kroner, and options whose costs are in kroner; in a project of its own, or in this one."""
    stand = await _draft(tenant, project_id, VotingSettings(**({"budget": 1000} | settings)))
    options = {}
    for title, cost in (
        {"Badebrygge": 600, "Benker": 300, "Lys i løypa": 500} if costs is None else costs
    ).items():
        async with stand.open() as place:
            options[title] = await add_option(
                place=place,
                by=staff,
                content=Content(title=title, body=f"<p>{title} til alle.</p>"),
                facts=Facts(cost=cost * 100),
            )
    async with scope(tenant):
        await execute("UPDATE project SET state = 'published' WHERE id = $1", stand.project_id)
        await execute("UPDATE activity SET state = 'published' WHERE id = $1", stand.activity_id)
    return Vote(stand, staff, options)


async def _draft(tenant: Tenant, project_id: int | None, settings: VotingSettings) -> Stand:
    if project_id is None:
        project_id = await new_project(tenant, state="draft", phase=(-1, 30))
    async with scope(tenant):
        phase_id = await value("SELECT id FROM phase WHERE project = $1", project_id)
        activity_id = await add_activity(
            site=await site(),
            project_id=project_id,
            phase_id=phase_id,
            method="voting",
            names=nb("Stem på tiltakene"),
            settings=settings,
        )
        path = await value(
            "SELECT p.slug || '/' || a.slug FROM activity a JOIN project p ON p.id = a.project WHERE a.id = $1",
            activity_id,
        )
    return Stand(tenant, project_id, activity_id, f"/projects/{path}")


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
