"""How soon a place gets its first answer: working hours, by plan. Weekends do not count; public holidays do, so say more then."""

from datetime import datetime, time, timedelta

from core.i18n.formats import ZONE

OPENS, CLOSES = time(8), time(16)
URGENT_HOURS = 2  # the site is down, or people are kept from taking part
_HOURS = {"trial": 16, "small": 16, "medium": 8, "large": 4}
_OTHERWISE = 8
_SATURDAY = 5


def target_hours(plan: str, *, urgent: bool) -> int:
    return URGENT_HOURS if urgent else _HOURS.get(plan, _OTHERWISE)


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
