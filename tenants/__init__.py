"""Running the service: the landing page, sign-up, the support desk. A plugin like the others, on the platform host."""

from core.access import Access, Action
from core.host import Enabled, Plugin, hookimpl
from core.host.hookspecs import Link, PersonalData
from core.i18n import _
from tenants import privacy
from tenants.catalogue import pages as catalogue_pages
from tenants.desk import routes as desk
from tenants.desk.health.jobs import count_health
from tenants.desk.incidents.jobs import spread_again, spread_notices
from tenants.desk.operations.jobs import delete_due, export_place, sweep_desk
from tenants.jobs import sweep_sign_ups
from tenants.landing import pages as landing_pages
from tenants.plans import jobs as plan_jobs
from tenants.plans import platform_pages as plan_pages
from tenants.signup import pages as sign_up_pages
from tenants.signup import place_pages
from tenants.tables import TABLES

SIGN_UP = Action(
    "tenants.sign_up", _("Sign up a municipality"), default=Access.EVERYONE, open_only=False, changeable=False
)
WEBHOOK = Action(
    "tenants.webhook", _("Tell what was paid"), default=Access.EVERYONE, open_only=False, changeable=False
)
INVOICE = Action(
    "tenants.invoice",
    _("Open an invoice by its link"),
    default=Access.EVERYONE,
    open_only=False,
    changeable=False,
)


@hookimpl
def plugin() -> Plugin:
    return Plugin(
        id="tenants",
        name=_("Running the service"),
        version="1.0.0",
        sdk="1",
        summary=_("Landing page, sign-up and support desk on the platform's own host."),
        where=Enabled.PLATFORM,
        actions=(SIGN_UP, WEBHOOK, INVOICE),
        tables=TABLES,
        routes=(landing_pages, catalogue_pages, sign_up_pages, place_pages, plan_pages, *desk.MODULES),
        jobs=(
            *(sweep_sign_ups, count_health, spread_notices, spread_again),
            *(export_place, delete_due, sweep_desk),
            *plan_jobs.JOBS,
        ),
    )


@hookimpl
def links(place: str) -> list[Link]:
    if place != "platform":
        return []
    return [
        Link(label=_("Sign up"), url="/sign-up", action=SIGN_UP.name),
        Link(label=_("Plugins"), url="/catalogue"),
        Link(label=_("Support desk"), url="/desk", action="platform.support"),
        Link(label=_("Invoices"), url="/desk/invoices", action="platform.support"),
    ]


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    return await privacy.data_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    await privacy.forget(person_id)
