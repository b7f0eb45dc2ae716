"""What the service keeps about a person of this place: the questions to support."""

from core.db import execute, rows
from core.host.hookspecs import PersonalData
from core.tenancy import current_tenant
from core.tenancy.aside import at_platform


async def about(person_id: int) -> list[PersonalData]:
    tenant_id = current_tenant().id
    found = await at_platform(
        lambda: rows(
            "SELECT c.subject, c.opened_at, c.page, c.browser, c.happy, c.happy_why, l.text, l.at "
            "FROM tenants_case c LEFT JOIN tenants_case_line l ON l.case_id = c.id AND l.side = 'place' "
            "WHERE c.tenant = $1 AND c.asker = $2 ORDER BY l.id",
            tenant_id,
            person_id,
        )
    )
    return [PersonalData(name="questions_to_support", rows=tuple(found))]


async def forget(person_id: int) -> None:
    tenant_id = current_tenant().id

    async def erase() -> None:
        await execute(
            "UPDATE tenants_case_line SET writer_name = '' WHERE side = 'place' AND case_id IN "
            "(SELECT id FROM tenants_case WHERE tenant = $1 AND asker = $2)",
            tenant_id,
            person_id,
        )
        await execute(
            "UPDATE tenants_case SET asker_name = '', asker_email = '', browser = '' WHERE tenant = $1 AND asker = $2",
            tenant_id,
            person_id,
        )

    await at_platform(erase)
