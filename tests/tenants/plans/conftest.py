"""What the tests of plans need: an administrator with a browser, and the platform's own scope."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from core.db import execute
from core.host import Enabled, house
from core.people import Role
from core.tenancy import PLATFORM, Status, Tenant, scope
from tenants.plans.catalogue import catalogue
from tenants.plans.changing import Choice
from tenants.plans.subscription import Subscription, subscription_of
from tests.conftest import Client
from tests.support.towns import new_town

BILLING = {
    "name": "Havneby kommune",
    "organisation_number": "974 760 673",
    "street": "Torget 1",
    "postcode": "8123",
    "city": "Havneby",
    "email": "faktura@havneby.example.org",
    "reference": "Kari Ås",
    "order": "",
    "tax_id": "",
}
FEW = ("plans", "ideas", "voting")
Administrator = Callable[[Tenant], Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def administrator(client: Client) -> Administrator:
    async def make(tenant: Tenant) -> httpx.AsyncClient:
        return await client(tenant, role=Role.ADMIN)

    return make


async def small_town(name: str = "Havneby", status: Status = Status.ACTIVE) -> Tenant:
    """A town with three plugins on: one that every plan has, one that the small plan lacks."""
    every = [lodger.plugin.id for lodger in house().lodgers_in(Enabled.TENANTS)]
    return await new_town(name, status=status, without=tuple(each for each in every if each not in FEW))


async def only_ideas(tenant: Tenant) -> None:
    """As after staff have switched off what the small plan lacks."""
    async with scope(tenant):
        await execute(
            "UPDATE site SET version = version + 1, settings = jsonb_set(settings, '{plugins}', $1)",
            {"plans": {}, "ideas": {}},
        )


async def had(tenant: Tenant) -> Subscription:
    async with scope(PLATFORM, read_only=True):
        found = await subscription_of(tenant.id)
    assert found is not None
    return found


def choice(plan: str = "full", **more: Any) -> Choice:
    sold = catalogue()
    found = sold.named(plan) if sold else None
    assert found is not None
    return Choice(**{"plan": found, "period": "year", "currency": "NOK", "payment": "invoice"} | more)


async def order(browser: httpx.AsyncClient, tenant: Tenant, **changes: str) -> httpx.Response:
    """Tell who gets the invoice, and order."""
    told = await browser.post(
        "/manage/plan/billing", data=BILLING | {"version": str((await had(tenant)).version)}
    )
    assert told.status_code == 303, told.text
    return await browser.post("/manage/plan/choose", data=await wish(tenant, **changes))


async def wish(tenant: Tenant, **changes: str) -> dict[str, str]:
    version = str((await had(tenant)).version)
    return {
        "plan": "full",
        "period": "year",
        "currency": "NOK",
        "payment": "invoice",
        "version": version,
    } | changes
