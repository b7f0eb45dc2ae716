"""How soon a place gets its first answer: working hours, as many as its plan says. Public holidays count as any day."""

from datetime import UTC, datetime, time, timedelta

from core.i18n.formats import ZONE
from tenants.plans.for_desk import plan_line
from tenants.plans.subscription import subscription_of

OPENS, CLOSES = time(8), time(16)
_OTHERWISE = 8
URGENT_HOURS = 2  # the site is down, or people are kept from taking part
_SATURDAY = 5


async def target_hours(tenant_id: str, *, urgent: bool) -> int:
    """In the platform's scope."""
    if urgent:
        return URGENT_HOURS
    had = await subscription_of(tenant_id)
    return plan_line(had, datetime.now(UTC)).response_hours if had else _OTHERWISE


def answer_due(asked_at: datetime, *, hours: int) -> datetime:
    """The moment when so many working hours have passed."""
    at, left = asked_at.astimezone(ZONE), timedelta(hours=hours)
    while True:
        begins, ends = (datetime.combine(at.date(), clock, tzinfo=ZONE) for clock in (OPENS, CLOSES))
        at = max(at, begins)
        if at.weekday() < _SATURDAY and at < ends:
            if at + left <= ends:
                return at + left
            left -= ends - at
        at = begins + timedelta(days=1)
