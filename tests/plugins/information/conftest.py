from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.people import Person, Role
from core.sdk.testing import Stand, new_activity
from core.tenancy import Tenant
from plugins.information.documents.publish import publish_version
from plugins.information.documents.store import add_version
from plugins.information.documents.take_in import keep_read
from plugins.information.reading.markdown import read_markdown
from plugins.information.settings import HearingSettings, InformationSettings
from tests.conftest import MakePerson
from tests.support.towns import Towns

PLAN = """# Plan for havna

Planen gjelder fra fergekaia til moloen.

## 1. Kaia

Den gamle kaia settes i stand. Den indre delen åpnes for alle.

Båtplassene leies ut for ett år om gangen.

## 2. Bygninger

Nye bygninger kan ha inntil tre etasjer.
"""
PLAN_2 = PLAN.replace("ett år om gangen", "tre år om gangen").replace("1. Kaia", "1. Kaia og bryggene")


@pytest.fixture(scope="module")
async def towns(two_towns: Towns) -> Towns:
    return two_towns


NewHearing = Callable[..., Awaitable[Stand]]


async def hearing(tenant: Tenant, boss: Person, text: str = PLAN, **settings: Any) -> Stand:
    """An open hearing with a published document."""
    stand = await new_activity(tenant, "hearing", settings=HearingSettings(**settings))
    await publish(stand, boss, text)
    return stand


async def publish(stand: Stand, boss: Person, text: str, number: int = 1) -> None:
    async with stand.open() as place:
        version = await add_version(
            place=place,
            by_id=boss.id,
            title="Plan for havna",
            note="",
            filename="a.md",
            kind="md",
            source=b"",
            file={},
        )
        await keep_read(version_id=version, activity_id=place.here.id, read=read_markdown(text.encode()))
        await publish_version(place=place, number=number, by=boss)


@pytest.fixture
async def boss(towns: Towns, make_person: MakePerson) -> Person:
    return await make_person(towns.a, role=Role.MANAGER, name="Berit Saksbehandler")


@pytest.fixture
async def kari(towns: Towns, make_person: MakePerson) -> Person:
    return await make_person(towns.a, name="Kari Nordvik")


@pytest.fixture
async def stand(towns: Towns, boss: Person) -> Stand:
    return await hearing(towns.a, boss)


@pytest.fixture
async def page(towns: Towns) -> Stand:
    return await new_activity(towns.a, "information", settings=InformationSettings())
