"""What the pages of help ask the platform: each in a scope of its own there, with this place's id and nothing else's."""

from typing import Any, NamedTuple

from core.people import Person, Role
from core.tenancy import Tenant
from core.tenancy.aside import at_platform
from tenants.desk.cases import service
from tenants.desk.entering.asks import asks_of
from tenants.desk.incidents.service import concerning
from tenants.desk.launch.meetings import coming
from tenants.desk.launch.plan import Launch, launch_of


class Known(NamedTuple):
    """All that the first page of help shows."""

    cases: list[Any]
    incidents: list[Any]
    launch: Launch | None
    meetings: list[Any]
    asks: list[Any]


class Case(NamedTuple):
    case: dict[str, Any]
    lines: list[dict[str, Any]]


def administers(person: Person) -> bool:
    return person.role.rank >= Role.ADMIN.rank


async def known_about(tenant: Tenant, person: Person) -> Known:
    """Administrators see all cases of the place, others their own."""

    async def ask() -> Known:
        cases = await service.cases(which="", tenant_id=tenant.id)
        all_of_them = administers(person)
        return Known(
            [case for case in cases if all_of_them or case["asker"] == person.id],
            await concerning(tenant.id),
            await launch_of(tenant.id),
            await coming(tenant.id),
            await asks_of(tenant.id, open_only=True) if all_of_them else [],
        )

    return await at_platform(ask)


async def case_for(case_id: int, tenant: Tenant, person: Person) -> Case:
    """Raises NoSuchCase, also for a colleague's case where the person is no administrator."""

    async def ask() -> Case:
        case = await service.case_of(case_id, tenant_id=tenant.id)
        if case["asker"] != person.id and not administers(person):
            raise service.NoSuchCase
        return Case(case, await service.lines_of(case_id, notes=False))

    return await at_platform(ask)
