"""What a place has now, and what that means today. Reads only; `changing.py` writes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, cast

from core.db import execute, row, rows
from core.i18n.formats import ZONE
from core.tenancy import Tenant, within
from core.tenancy.registry import tenant_in_scope
from tenants.plans.billing import Billing, billing_from
from tenants.plans.catalogue import Catalogue, Currency, Period, Plan, catalogue

_ONE = """
    SELECT t.id AS tenant, t.created_at, t.read_only_at, s.state, s.plan, s.period, s.currency, s.payment, s.inhabitants,
           s.ends_at, s.period_start, s.period_end, s.next_plan, s.next_period, s.stripe_customer, s.stripe_subscription,
           s.billing, s.told, coalesce(s.version, 0) AS version
    FROM tenant t LEFT JOIN tenants_subscription s ON s.tenant = t.id
"""


class Stage(StrEnum):
    """Where a place stands today."""

    FREE = "free"  # nothing is sold here
    TRIAL = "trial"
    ACTIVE = "active"
    LEAVING = "leaving"  # paid, and ends
    NOTICE = "notice"  # over; everything works until the notice ends
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    tenant: str
    state: str
    plan_key: str
    period: Period
    currency: Currency
    payment: str
    inhabitants: int
    ends_at: datetime | None
    period_start: date | None
    period_end: date | None
    next_plan: str
    next_period: str
    stripe_customer: str | None
    stripe_subscription: str | None
    billing: Billing
    told: dict[str, str]  # "14", "3", "over", "closed" -> when (ISO)
    version: int
    closed: bool = False  # nothing new can be written there now
    notice_days: int = 14
    sold: bool = True

    @property
    def plan(self) -> Plan | None:
        """None on trial: then everything may be used."""
        found = catalogue()
        return found.named(self.plan_key) if found and self.plan_key else None

    @property
    def by_stripe(self) -> bool:
        """Stripe takes the money, and says what is due."""
        return bool(self.stripe_subscription) and self.state in ("active", "past_due")

    @property
    def closes_at(self) -> datetime | None:
        """From then on nothing new can be written: the whole notice after the end, or after it was said that it is over."""
        if self.ends_at is None or not self.sold:
            return None
        said = datetime.fromisoformat(self.told["over"]) if "over" in self.told else self.ends_at
        return max(self.ends_at, said) + timedelta(days=self.notice_days)

    def stage(self, now: datetime) -> Stage:
        if not self.sold:
            return Stage.FREE
        if self.ends_at is None:
            return Stage.ACTIVE
        if now < self.ends_at:
            return Stage.TRIAL if self.state == "trial" else Stage.LEAVING
        return Stage.READ_ONLY if self.closed else Stage.NOTICE

    def days_left(self, now: datetime) -> int:
        """Whole days until the next thing happens: what it has ends, or the notice does."""
        until = self.ends_at if self.ends_at and now < self.ends_at else self.closes_at
        return max(0, (until.astimezone(ZONE).date() - now.astimezone(ZONE).date()).days) if until else 0


async def subscription_of(tenant_id: str, *, lock: bool = False) -> Subscription | None:
    """In the platform's scope. With `lock`, a second change waits here for the first; the row is there then."""
    if lock:  # first, so that what is read after it is what the one before us left
        await execute("SELECT 1 FROM tenants_subscription WHERE tenant = $1 FOR UPDATE", tenant_id)
    found = await row(_ONE + " WHERE t.id = $1", tenant_id)
    return _subscription(found) if found else None


async def all_subscriptions() -> list[Subscription]:
    """Of every place, in the platform's scope."""
    return [_subscription(each) for each in await rows(_ONE + " ORDER BY t.created_at, t.id")]


async def tenant_of_customer(customer: str) -> str | None:
    found = await row("SELECT tenant FROM tenants_subscription WHERE stripe_customer = $1", customer)
    return found["tenant"] if found else None


async def inhabitants_of(tenant_id: str) -> int:
    """As the place's own settings say, which sign-up took from the register. Asked from the platform's scope."""
    tenant: Tenant | None = await tenant_in_scope(tenant_id)
    if tenant is None:
        return 0
    async with within(tenant):
        found = await row("SELECT settings->>'population' AS n FROM site")
    return int((found or {}).get("n") or 0)


def today() -> date:
    return datetime.now(UTC).astimezone(ZONE).date()


def _subscription(found: dict[str, Any]) -> Subscription:
    sold = catalogue()
    trial = found["state"] is None
    return Subscription(
        tenant=found["tenant"],
        state="trial" if trial else found["state"],
        plan_key=found["plan"] or "",
        period=cast(Period, found["period"] or "year"),
        currency=cast(Currency, found["currency"] or "NOK"),
        payment=found["payment"] or "",
        inhabitants=found["inhabitants"] or 0,
        ends_at=_trial_end(found, sold) if trial else found["ends_at"],
        period_start=found["period_start"],
        period_end=found["period_end"],
        next_plan=found["next_plan"] or "",
        next_period=found["next_period"] or "",
        stripe_customer=found["stripe_customer"],
        stripe_subscription=found["stripe_subscription"],
        billing=billing_from(found["billing"] or {}),
        told=found["told"] or {},
        version=found["version"],
        closed=found["read_only_at"] is not None,
        notice_days=sold.notice_days if sold else 0,
        sold=sold is not None,
    )


def _trial_end(found: dict[str, Any], sold: Catalogue | None) -> datetime:
    begun: datetime = found["created_at"]
    return begun + timedelta(days=sold.trial_days if sold else 0)
