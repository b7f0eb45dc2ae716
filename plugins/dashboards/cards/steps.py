"""Days, weeks and months as a chart's foot says them, and the first day of each."""

from datetime import date, timedelta

from core.sdk import say_date, say_month


def said(at: date, step: str) -> str:
    return say_month(at) if step == "month" else say_date(at)


def first_of(day: date, step: str) -> date:
    """Weeks begin on Mondays."""
    if step == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step == "week" else day
