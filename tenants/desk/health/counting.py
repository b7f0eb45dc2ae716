"""Counting in one place, in its own scope, reading only. Sums: nothing of what people wrote leaves the place."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from core.db import row, rows, value
from core.host import house
from core.tenancy import Site, Tenant, scope, site

DAYS = 30
QUIET_DAYS = 60  # a confirmed place where nobody has done anything for so long is worth a call
_SECONDS = 5  # a place that does not answer must not hold up the others
_COUNT = """
    SELECT (SELECT count(*) FROM participation WHERE at > now() - make_interval(days => $1)) AS deeds,
      (SELECT max(at) FROM participation) AS last_deed_at,
      (SELECT count(*) FROM activity a JOIN project p ON p.id = a.project WHERE p.state = 'published'
        AND coalesce(a.opens_at, p.published_at) <= now() AND coalesce(a.closes_at, 'infinity') > now()) AS open_activities,
      (SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL) AS failed_jobs,
      (SELECT count(*) FROM mail_failure) AS mail_trouble
"""
# A plugin's table is asked only where it stands: most places have it, none must.
_OVERDUE = """
    SELECT count(*) FROM followup_promise WHERE state = 'open' AND due_on < (now() AT TIME ZONE 'Europe/Oslo')::date
"""


@dataclass(frozen=True, kw_only=True)
class Health:
    """`trial_ends` and `errors` are the platform's own knowledge; the rest was counted in the place."""

    tenant: str
    deeds: int = 0
    last_deed_at: datetime | None = None
    open_activities: int = 0
    overdue: int = 0
    failed_jobs: int = 0
    mail_trouble: int = 0
    paused: list[str] = field(default_factory=list)
    plugins: dict[str, int] = field(default_factory=dict)
    errors: dict[str, int] = field(default_factory=dict)
    trial_ends: date | None = None
    plan: str = ""
    unread: bool = False

    @property
    def trouble(self) -> int:
        """The heavier, the sooner somebody should look. What stops people from taking part weighs most."""
        soon = self.trial_ends is not None and self.trial_ends <= datetime.now(UTC).date() + timedelta(
            days=14
        )
        return (
            100 * self.unread
            + 40 * len(self.paused)
            + min(30, 10 * self.failed_jobs)
            + min(20, 5 * self.overdue)
            + min(10, self.mail_trouble)
            + 10 * soon
            + min(10, sum(self.errors.values()))
        )


async def counted_in(tenant: Tenant) -> dict[str, Any]:
    """Fields of Health, counted in the place. Opens a scope of its own."""
    async with scope(tenant, read_only=True, seconds=_SECONDS):
        found = await row(_COUNT, DAYS) or {}
        here = await site()
        has_promises = await value("SELECT to_regclass('followup_promise') IS NOT NULL")
        overdue = await value(_OVERDUE) if has_promises else 0
        had = await rows("SELECT app, array_agg(name::text) AS names FROM migration GROUP BY app")
    paused = [name for name, kept in here.plugins.items() if "paused_at" in kept]
    return {**found, "overdue": overdue, "paused": paused, "plugins": _steps_left(here, had)}


def _steps_left(here: Site, had: list[dict[str, Any]]) -> dict[str, int]:
    """Of each plugin that is on: how many steps of its tables the place has not had."""
    done = {each["app"]: set(each["names"]) for each in had}
    lodgers = house().lodgers
    return {
        name: len(set(lodgers[name].app.names()) - done.get(name, set()))
        for name in here.plugins
        if name in lodgers
    }
