"""Another plan for a place, from the desk: what it means is `tenants.plans`' to say and to do."""

from datetime import UTC, datetime

from core.i18n import Text, _
from core.i18n.formats import say_date
from core.people import Person
from core.tenancy import Tenant
from tenants.desk.operations.book import write_down
from tenants.desk.operations.refusals import CannotBeDone
from tenants.plans.buying import choose
from tenants.plans.catalogue import catalogue
from tenants.plans.changing import Choice, locked, preview
from tenants.plans.money import money
from tenants.plans.subscription import Subscription, subscription_of
from tenants.plans.words import say_stage


async def see_plan(tenant: Tenant, what: str) -> list[Text]:
    had = await subscription_of(tenant.id)
    choice = _choice(had, what)
    if had is None:
        raise CannotBeDone(_("Nothing is sold here."))
    seen = await preview(had, choice)
    lines = [
        _("Now: {what}").format(what=say_stage(had, datetime.now(UTC))),
        _("From {day}: {plan}, {price} for each period, without VAT.").format(
            day=say_date(seen.from_day), plan=choice.plan.name, price=money(seen.price, choice.currency)
        ),
    ]
    if seen.now:
        lines.append(
            _("{price} is invoiced now, without VAT.").format(price=money(seen.now, choice.currency))
        )
    return lines


async def change_plan(tenant: Tenant, what: str, why: str, expert: Person) -> Text:
    """Raises what `choose` raises: plugins in use, nobody to send the invoice to, paid by card."""
    had = await locked(tenant.id)
    choice = _choice(had, what)
    await choose(tenant.id, choice, version=had.version, by=expert.name)
    await write_down(tenant, kind="plan", details={"plan": choice.plan.key}, why=why, expert=expert)
    return _("The plan is {plan}.").format(plan=choice.plan.name)


def _choice(had: Subscription | None, what: str) -> Choice:
    sold = catalogue()
    plan = sold.named(what.strip()) if sold else None
    if sold is None or plan is None:
        keys = ", ".join(each.key for each in sold.plan) if sold else "–"
        raise CannotBeDone(_("Write one of: {plans}.").format(plans=keys))
    period, currency = (had.period, had.currency) if had else ("year", "NOK")
    return Choice(plan=plan, period=period, currency=currency)
