"""Calendar days: months that people mean when they say six months, and election periods."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from core.sdk import ZONE

_YEAR = 12


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last day of the month where that month is shorter."""
    years, month = divmod(day.month - 1 + months, _YEAR)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_of(moment: datetime) -> date:
    """The day it was here."""
    return moment.astimezone(ZONE).date()


def end_of(day: date) -> datetime:
    """The moment at which the day is over."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=ZONE).astimezone(UTC)


def period_of(day: date, elections: Sequence[date]) -> tuple[date, date | None] | None:
    """First day of the period and first day of the next (None = not known). None: no period is known for this day."""
    begun = [election for election in sorted(elections) if election <= day]
    later = [election for election in sorted(elections) if election > day]
    if not begun:
        return None
    return begun[-1], later[0] if later else None
