from collections.abc import Awaitable, Callable

import pytest

from core.access import Access, AccessRule
from core.db import execute
from core.forms import to_json
from core.people import Role
from core.sdk.testing.activities import Stand, new_activity
from core.tenancy import Tenant, scope
from plugins.deliberation.settings import DeliberationSettings
from plugins.deliberation.statements.writing import add_seed
from tests.conftest import MakePerson
from tests.support.towns import Towns

NewStand = Callable[..., Awaitable[Stand]]
SEEDS = ("Havna skal være bilfri.", "Det trengs flere båtplasser.", "Parken bør stå åpen om natta.")
EVERYONE = AccessRule(who=Access.EVERYONE)


@pytest.fixture
def towns(two_towns: Towns) -> Towns:
    return two_towns


async def open_to_all(stand: Stand) -> None:
    """Answering without an account, as staff choose it on the activity's page."""
    async with scope(stand.tenant):
        await execute(
            "UPDATE activity SET rules = jsonb_set(rules, '{deliberation.vote}', $2) WHERE id = $1",
            stand.activity_id,
            to_json(EVERYONE),
        )


@pytest.fixture
def new_stand(make_person: MakePerson) -> NewStand:
    """`await new_stand(tenant, everyone=True, pause=3)`: an open deliberation with three first statements."""

    async def make(
        tenant: Tenant, *, everyone: bool = False, seeds: tuple[str, ...] = SEEDS, **chosen: object
    ) -> Stand:
        stand = await new_activity(
            tenant,
            "deliberation",
            settings=DeliberationSettings(**chosen),  # type: ignore[arg-type]
        )
        staff = await make_person(tenant, role=Role.ADMIN)
        async with stand.open() as place:
            for text in seeds:
                await add_seed(place=place, by=staff, text=text)
        if everyone:
            await open_to_all(stand)
        return stand

    return make


@pytest.fixture
async def stand(towns: Towns, new_stand: NewStand) -> Stand:
    return await new_stand(towns.a)
