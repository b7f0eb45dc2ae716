"""What the desk shows of a place's plan. In the platform's scope."""

from dataclasses import dataclass
from datetime import UTC, datetime

from core.i18n import Text
from tenants.plans.subscription import Stage, Subscription, all_subscriptions, subscription_of
from tenants.plans.words import STAGES, say_stage


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One place. `urgent`: within two weeks something ends, or it has ended."""

    tenant: str
    stage: Stage
    stage_name: Text
    plan: str
    words: Text
    ends_at: datetime | None
    closes_at: datetime | None
    days_left: int
    response_hours: int
    urgent: bool


_SOON_DAYS = 14
_TRIAL_HOURS = 16  # within which the desk answers a place on trial


async def plan_lines(now: datetime | None = None) -> dict[str, PlanLine]:
    """Of every place, by its id."""
    moment = now or datetime.now(UTC)
    return {each.tenant: plan_line(each, moment) for each in await all_subscriptions()}


async def plan_line_of(tenant_id: str, now: datetime | None = None) -> PlanLine | None:
    found = await subscription_of(tenant_id)
    return plan_line(found, now or datetime.now(UTC)) if found else None


def plan_line(had: Subscription, now: datetime) -> PlanLine:
    stage, days = had.stage(now), had.days_left(now)
    ending = stage in (Stage.TRIAL, Stage.LEAVING) and days <= _SOON_DAYS
    return PlanLine(
        tenant=had.tenant,
        stage=stage,
        stage_name=STAGES[stage],
        plan=had.plan.name if had.plan else "",
        words=say_stage(had, now),
        ends_at=had.ends_at,
        closes_at=had.closes_at,
        days_left=days,
        response_hours=had.plan.response_hours if had.plan else _TRIAL_HOURS,
        urgent=ending or stage in (Stage.NOTICE, Stage.READ_ONLY),
    )
