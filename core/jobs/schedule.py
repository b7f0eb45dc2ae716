"""When a regular job is due: every hour, or every day at an hour of the local clock."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.i18n.formats import ZONE

SPREAD_MINUTES = 30  # a thousand places do not all begin at seven sharp


@dataclass(frozen=True)
class Hourly:
    minute: int = 0

    def slot(self, now: datetime) -> datetime:
        """The latest moment, not after `now`, at which the job was due."""
        slot = now.astimezone(UTC).replace(minute=self.minute, second=0, microsecond=0)
        return slot if slot <= now else slot - timedelta(hours=1)


@dataclass(frozen=True)
class Daily:
    """By the clock on the wall in Norway, so that seven is seven in summer too."""

    hour: int
    minute: int = 0

    def slot(self, now: datetime) -> datetime:
        today = now.astimezone(ZONE).replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        slot = today if today <= now else today - timedelta(days=1)
        return slot.astimezone(UTC)


Schedule = Hourly | Daily


def spread(tenant_id: str) -> timedelta:
    """How long after the slot this place begins: always the same for one place, different among places."""
    return timedelta(minutes=zlib.crc32(tenant_id.encode()) % SPREAD_MINUTES)
