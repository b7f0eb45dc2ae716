"""Changing what a place has. The only writer of `tenants_subscription` and its history. In the platform's scope."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from core.db import execute
from core.i18n import _
from core.i18n.formats import ZONE
from core.tenancy import after_commit
from core.tenancy.registry import forget_tenants
from core.text import Refused
from tenants.plans.billing import Billing
from tenants.plans.catalogue import Currency, Period, Plan, catalogue
from tenants.plans.proration import Proration, period_after, prorate
from tenants.plans.subscription import Subscription, inhabitants_of, subscription_of, today

_COLUMNS = (
    *(
        "state",
        "plan",
        "period",
        "currency",
        "payment",
        "inhabitants",
        "ends_at",
        "period_start",
        "period_end",
    ),
    *("next_plan", "next_period", "stripe_customer", "stripe_subscription", "billing", "told"),
)


class NothingSold(Refused):
    def __init__(self) -> None:
        super().__init__(_("Nothing is sold here: everything may be used."))


class ChangedMeanwhile(Refused):
    """Two administrators at once, or one who clicked twice."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has just changed this. Look at what it says now, and choose again."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody wants to have."""

    plan: Plan
    period: Period
    currency: Currency
    payment: str = "invoice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a choice means: `now` is due at once (without VAT), `price` each period from then on, `from_day` when it counts."""

    choice: Choice
    price: int
    now: int
    from_day: date
    proration: Proration | None = None
    later: bool = False  # a smaller plan: from the end of what is paid for


async def locked(tenant_id: str) -> Subscription:
    """The row, made where there is none, under a lock. Raises NothingSold where there is nothing to have."""
    if catalogue() is None:
        raise NothingSold
    begun = await subscription_of(tenant_id)
    if begun is None:
        raise NothingSold
    await execute(
        "INSERT INTO tenants_subscription (tenant, ends_at) VALUES ($1, $2) ON CONFLICT (tenant) DO NOTHING",
        tenant_id,
        begun.ends_at,
    )
    found = await subscription_of(tenant_id, lock=True)
    if found is None:
        raise NothingSold
    return found


async def price_of(tenant_id: str, choice: Choice) -> int:
    return choice.plan.costs(
        inhabitants=await inhabitants_of(tenant_id), period=choice.period, currency=choice.currency
    )


async def preview(had: Subscription, choice: Choice, *, day: date | None = None) -> Preview:
    """An upgrade counts at once, and only the rest of the period is paid. A downgrade counts when what is paid for is used."""
    day, price = day or today(), await price_of(had.tenant, choice)
    running = had.plan if had.ends_at is None else None
    if running is None or had.period_start is None or had.period_end is None or had.period_end <= day:
        return Preview(choice=choice, price=price, now=price, from_day=day)
    old = running.costs(inhabitants=had.inhabitants, period=had.period, currency=had.currency)
    same_time = choice.period == had.period and choice.currency == had.currency
    if not same_time or price < old:
        return Preview(choice=choice, price=price, now=0, from_day=had.period_end, later=True)
    parts = prorate(old=old, new=price, start=had.period_start, end=had.period_end, today=day)
    return Preview(choice=choice, price=price, now=parts.due, from_day=day, proration=parts)


async def begin_period(had: Subscription, choice: Choice, *, day: date, by: str) -> None:
    """What was chosen counts from this day, for a whole period."""
    await write(
        had,
        by=by,
        what="begin",
        state="active",
        plan=choice.plan.key,
        period=choice.period,
        currency=choice.currency,
        payment=choice.payment,
        inhabitants=await inhabitants_of(had.tenant),
        ends_at=None,
        period_start=day,
        period_end=period_after(day, choice.period),
        next_plan="",
        next_period="",
        told={},
    )
    await open_again(had.tenant)


async def write(had: Subscription, *, by: str, what: str, **changes: Any) -> None:
    """Columns of the row. Raises ChangedMeanwhile when it is no longer what `had` was read as."""
    names = [name for name in _COLUMNS if name in changes]
    sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(names, start=3))
    changed = await execute(
        f"UPDATE tenants_subscription SET version = version + 1, changed_at = now(), {sets} "
        "WHERE tenant = $1 AND version = $2",
        had.tenant,
        had.version,
        *(changes[name] for name in names),
    )
    if not changed:
        raise ChangedMeanwhile
    if "plan" in changes:  # where the desk's own lists read it
        await execute("UPDATE tenant SET plan = $2 WHERE id = $1", had.tenant, changes["plan"])
    await note_change(had.tenant, by=by, what=what, **changes)


async def note_change(tenant_id: str, *, by: str, what: str, **details: Any) -> None:
    await execute(
        'INSERT INTO tenants_subscription_change (tenant, "by", what, details) VALUES ($1, $2, $3, $4)',
        tenant_id,
        by,
        what,
        msgspec.to_builtins(details),
    )


async def save_billing(had: Subscription, billing: Billing, *, by: str) -> None:
    await write(had, by=by, what="billing", billing=msgspec.to_builtins(billing))


async def leave(had: Subscription, *, by: str) -> datetime:
    """It ends with what is paid for; when. What ends already goes on to its end."""
    if had.ends_at is not None:
        return had.ends_at
    ends_at = datetime.combine(had.period_end or today(), time(), tzinfo=ZONE)
    await write(had, by=by, what="leave", ends_at=ends_at, next_plan="", next_period="")
    return ends_at


async def stay(had: Subscription, *, by: str) -> None:
    """They thought better of it while it was still running."""
    await write(had, by=by, what="stay", ends_at=None, told={})


async def prolong(had: Subscription, *, days: int, by: str) -> None:
    """The desk gives a place more time, whatever it has."""
    if had.ends_at is not None:
        await write(had, by=by, what="prolong", ends_at=had.ends_at + timedelta(days=days), told={})
        await open_again(had.tenant)


async def close_for_writing(tenant_id: str) -> None:
    await execute("UPDATE tenant SET read_only_at = coalesce(read_only_at, now()) WHERE id = $1", tenant_id)
    after_commit(_forget)


async def open_again(tenant_id: str) -> None:
    await execute(
        "UPDATE tenant SET read_only_at = NULL WHERE id = $1 AND read_only_at IS NOT NULL", tenant_id
    )
    after_commit(_forget)


async def _forget() -> None:
    forget_tenants()
