"""Weeks, months and quarters of the calendar on the wall: plain days, so that no change of the clock matters."""

from datetime import date, timedelta

from core.sdk import _

EVERY = {
    "week": _("Every week, on Monday"),
    "month": _("Every month, on the first"),
    "quarter": _("Every quarter, on the first"),
}
_MONTHS = {"month": 1, "quarter": 3}


def next_after(every: str, day: date) -> date:
    """The first day after this one on which it goes out."""
    if every == "week":
        return day + timedelta(days=7 - day.weekday())
    begun = _begin(every, day)
    return _months_on(begun, _MONTHS[every])


def period_before(every: str, day: date) -> tuple[str, str]:
    """First and last day of the period that ended before this day."""
    begun = day - timedelta(days=day.weekday()) if every == "week" else _begin(every, day)
    first = begun - timedelta(days=7) if every == "week" else _months_on(begun, -_MONTHS[every])
    return first.isoformat(), (begun - timedelta(days=1)).isoformat()


def _begin(every: str, day: date) -> date:
    months = _MONTHS[every]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _months_on(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
