"""Days of the content, made into moments: `-40` is forty days before the demonstration was set up."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

HOURS = (7, 7, 8, 9, 11, 12, 15, 16, 17, 18, 19, 19, 20, 20, 21, 21, 22, 23)  # when people write


class Clock:
    def __init__(self, now: datetime | None = None, *, zone: str = "Europe/Oslo") -> None:
        self.now = now or datetime.now(UTC)
        self.zone = ZoneInfo(zone)
        self.today: date = self.now.astimezone(self.zone).date()

    def starts(self, day: int) -> datetime:
        """The first minute of a day."""
        return datetime.combine(self.today + timedelta(days=day), time(), tzinfo=self.zone).astimezone(UTC)

    def ends(self, day: int | None) -> datetime | None:
        """The last day is whole."""
        return None if day is None else self.starts(day + 1)

    def wrote(self, day: int, chance: Random, *, after: datetime | None = None) -> datetime:
        """Some minute of that day; later than what it answers, and never in the future."""
        start = self.starts(day)
        at = start + timedelta(
            hours=chance.choice(HOURS), minutes=chance.randrange(60), seconds=chance.randrange(60)
        )
        if after is not None and at <= after:
            at = after + timedelta(minutes=chance.randrange(4, 90))
        latest = self.now - timedelta(minutes=chance.randrange(1, 15))
        return max(min(at, latest), after or start)

    def between(self, start: datetime, end: datetime | None, chance: Random) -> datetime:
        """Many come at once, a few much later."""
        last = min(end or self.now, self.now)
        share: float = chance.random() ** 2.2
        return start + max(last - start, timedelta()) * share
