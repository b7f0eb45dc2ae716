"""What a change in the middle of a period costs: by days, in whole øre, never losing one."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Proration:
    """`credit`: unused time of what one has; `charge`: the same time of what one gets."""

    credit: int
    charge: int
    days_left: int
    days: int

    @property
    def due(self) -> int:
        return self.charge - self.credit


def prorate(*, old: int, new: int, start: date, end: date, today: date) -> Proration:
    """From today on until `end` (the first day that is not paid for). Before the start it is all of it, after the end nothing."""
    days = (end - start).days
    if days < 1:
        raise ValueError("a period lasts a day at least")
    left = min(days, max(0, (end - today).days))
    return Proration(part(old, left, days), part(new, left, days), left, days)


def part(amount: int, left: int, days: int) -> int:
    """Half an øre and more is a whole one. What is used and what is left always add up to the amount."""
    return (2 * amount * left + days) // (2 * days)


def period_after(start: date, period: str) -> date:
    """The first day that a month or a year from `start` does not cover: the same day, or the last of a short month."""
    months = 12 if period == "year" else 1
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in range(start.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, start.day)
