"""Days of the local calendar: a promise is due at the end of one."""

from datetime import date, datetime

from core.sdk import ZONE


def day_of(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
