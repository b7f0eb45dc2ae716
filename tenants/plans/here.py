"""From a place's page to the platform and back: what belongs to the place in scope, and to no other."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from core.http import NotFound
from core.tenancy import current_tenant
from core.tenancy.aside import at_platform
from tenants.plans.catalogue import catalogue
from tenants.plans.invoices.issue import Listed, invoices
from tenants.plans.subscription import Subscription, inhabitants_of, subscription_of

T = TypeVar("T")


async def there(deed: Callable[[str], Awaitable[T]]) -> T:
    """Run it on the platform with this place's id, committed on its own; a refusal leaves nothing behind."""
    tenant_id = current_tenant().id

    async def work() -> T:
        return await deed(tenant_id)

    return await at_platform(work)


async def subscription_here() -> Subscription:
    """Raises NotFound where nothing is sold."""
    found = await there(subscription_of) if catalogue() else None
    if found is None:
        raise NotFound
    return found


async def invoices_here() -> list[Listed]:
    async def ask(tenant_id: str) -> list[Listed]:
        return await invoices(tenant_id=tenant_id)

    return await there(ask)


async def inhabitants_here() -> int:
    return await there(inhabitants_of)
