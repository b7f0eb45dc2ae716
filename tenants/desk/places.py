"""Finding the place that an address of the desk names."""

from core.http import NotFound, Visit
from core.http.visit import person_of
from core.people import Person
from core.tenancy import Tenant
from tenants.desk.service import Listed, place

ACTION = "platform.support"
UNPROCESSABLE = 422


async def place_named(tenant_id: str) -> tuple[Listed, Tenant]:
    """Raises NotFound where there is none."""
    found = await place(tenant_id)
    if found is None:
        raise NotFound
    return found


async def tenant_named(tenant_id: str) -> Tenant:
    return (await place_named(tenant_id))[1]


def expert_of(visit: Visit) -> Person:
    return person_of(visit)


def page_number(visit: Visit) -> int:
    """Nonsense is the first page."""
    typed = visit.query.get("page", "")
    return int(typed) if typed.isdecimal() and 0 < len(typed) < 6 and int(typed) > 0 else 1  # noqa: PLR2004


async def sent_number(visit: Visit, name: str) -> int:
    """0 for nothing and for nonsense."""
    typed = (await visit.body()).get(name, [""])[-1]
    return int(typed) if isinstance(typed, str) and typed.isdecimal() and len(typed) < 18 else 0  # noqa: PLR2004
