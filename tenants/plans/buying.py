"""Choosing a plan by invoice: what it means is shown, then it counts, and the invoice is on its way. In the platform's scope."""

from datetime import date

from core.i18n import _, speaking
from core.text import Refused
from tenants.plans.billing import Billing
from tenants.plans.catalogue import Plan, catalogue
from tenants.plans.changing import (
    ChangedMeanwhile,
    Choice,
    Preview,
    begin_period,
    locked,
    preview,
    write,
)
from tenants.plans.gates import check_plugins, plugins_missing
from tenants.plans.invoices.issue import BillingMissing, issue
from tenants.plans.invoices.model import Line
from tenants.plans.proration import period_after
from tenants.plans.subscription import Subscription, inhabitants_of, today

_VAT = 25


class PaidByStripe(Refused):
    """Nobody pays twice for the same days."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You pay through the payment service. End that first; when what is paid for is used, choose an invoice."
            )
        )


async def choose(tenant_id: str, choice: Choice, *, version: int, by: str, language: str = "nb") -> Preview:
    """Raises ChangedMeanwhile where it is no longer what they looked at, PluginsInUse, BillingMissing, NoSeller."""
    had = await locked(tenant_id)
    if had.version != version:
        raise ChangedMeanwhile
    if had.by_stripe:
        raise PaidByStripe
    await check_plugins(tenant_id, choice.plan)
    if not (had.billing.complete and had.billing.public):
        raise BillingMissing
    seen = await preview(had, choice)
    if seen.later:
        await write(
            had, by=by, what="later", next_plan=choice.plan.key, next_period=choice.period, ends_at=None
        )
    elif seen.proration is not None:
        await _upgrade(had, seen, by=by, language=language)
    else:
        await begin_period(had, choice, day=seen.from_day, by=by)
        await _bill_period(had, choice, seen.price, seen.from_day, language)
    return seen


async def renew(had: Subscription, *, day: date) -> bool:
    """The next period of one who pays by invoice. Whether it was time; a smaller plan waits while its plugins are in use."""
    if had.payment != "invoice" or had.ends_at is not None or had.period_end is None or had.period_end > day:
        return False
    plan = await _next_plan(had)
    if plan is None:
        return False
    choice = Choice(
        plan=plan,
        period="month" if (had.next_period or had.period) == "month" else "year",
        currency=had.currency,
        payment="invoice",
    )
    begins = had.period_end
    price = plan.costs(
        inhabitants=await inhabitants_of(had.tenant), period=choice.period, currency=choice.currency
    )
    await begin_period(had, choice, day=begins, by="service")
    await _bill_period(had, choice, price, begins, "nb")
    return True


async def _next_plan(had: Subscription) -> Plan | None:
    sold = catalogue()
    wished = sold.named(had.next_plan) if sold and had.next_plan else None
    if wished is not None and not await plugins_missing(had.tenant, wished):
        return wished
    return had.plan


async def _upgrade(had: Subscription, seen: Preview, *, by: str, language: str) -> None:
    if had.plan is None or seen.proration is None or had.period_end is None:
        raise ChangedMeanwhile
    parts, old, new = seen.proration, had.plan, seen.choice.plan
    inhabitants = await inhabitants_of(had.tenant)
    await write(
        had,
        by=by,
        what="upgrade",
        plan=new.key,
        inhabitants=inhabitants,
        next_plan="",
        next_period="",
        ends_at=None,
    )
    if parts.due <= 0:
        return
    with speaking(language):
        days = {"left": parts.days_left, "days": parts.days}
        lines = (
            Line(
                text=str(_("{plan}, {left} of {days} days").format(plan=new.name, **days)),
                price=parts.charge,
                vat_rate=_VAT,
            ),
            Line(
                text=str(_("{plan}, not used: {left} of {days} days").format(plan=old.name, **days)),
                price=parts.credit,
                quantity=-1,
                vat_rate=_VAT,
            ),
        )
    await issue(
        had.tenant,
        lines=lines,
        buyer=had.billing,
        currency=had.currency,
        period=(today(), had.period_end),
        language=language,
    )


async def _bill_period(had: Subscription, choice: Choice, price: int, begins: date, language: str) -> None:
    buyer: Billing = had.billing
    with speaking(language):
        words = (
            _("Allmenning, {plan}, one year")
            if choice.period == "year"
            else _("Allmenning, {plan}, one month")
        )
        line = Line(text=str(words.format(plan=choice.plan.name)), price=price, vat_rate=_VAT)
    await issue(
        had.tenant,
        lines=(line,),
        buyer=buyer,
        currency=choice.currency,
        period=(begins, period_after(begins, choice.period)),
        language=language,
    )
