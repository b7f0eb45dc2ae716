"""On the staff overview: what is wrong or planned, and who asks to come in."""

from core.host.hookspecs import Panel
from core.i18n import _
from core.people import Person
from core.tenancy import current_tenant
from core.tenancy.aside import at_platform
from tenants.desk.cases import service
from tenants.desk.entering.asks import asks_of
from tenants.help.asking import administers


async def manage_panel(subject: object) -> list[Panel]:
    """Nothing is drawn where nothing waits."""
    if not isinstance(subject, Person):
        return []
    tenant_id, person = current_tenant().id, subject

    async def ask() -> dict[str, object]:
        cases = await service.cases(which="waiting", tenant_id=tenant_id)
        return {
            "asks": await asks_of(tenant_id, open_only=True) if administers(person) else [],
            "answered": [case for case in cases if case["asker"] == person.id],
        }

    found = await at_platform(ask)
    if not any(found.values()):
        return []
    return [Panel(title=_("From support"), template="help/panel.html", context=found)]
