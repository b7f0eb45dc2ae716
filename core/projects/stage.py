"""Where a project or an activity is in time: one definition, in Python for one and in SQL for many."""

from datetime import datetime
from enum import StrEnum

from core.i18n import Text, _
from core.i18n.formats import say_date, say_dates


class Stage(StrEnum):
    OPEN = "open"  # something in it is open now
    COMING = "coming"  # something opens later
    UNDERWAY = "underway"  # nothing to do for residents now, and not finished
    FINISHED = "finished"


# One row for each project `p`; $1 is now, $2 the methods that are on here. `opens_at` and `closes_at` are the next of each.
STAGE_SQL = """
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE is_open) AS open_count,
               min(opens) FILTER (WHERE opens > $1) AS opens_at,
               min(closes) FILTER (WHERE is_open) AS closes_at
        FROM (
            SELECT opens, closes, coalesce(opens <= $1, true) AND coalesce(closes > $1, true) AS is_open
            FROM (
                SELECT coalesce(a.opens_at, ph.starts_at) AS opens, coalesce(a.closes_at, ph.ends_at) AS closes
                FROM activity a JOIN phase ph ON ph.id = a.phase
                WHERE a.project = p.id AND a.state = 'published' AND a.method = ANY($2)
            ) dates
        ) activities
    ) act
    CROSS JOIN LATERAL (
        SELECT coalesce(bool_or(ph.ends_at IS NULL OR ph.ends_at > $1), true) AS goes_on,
               bool_and(ph.starts_at > $1) AS ahead, min(ph.starts_at) AS begins_at
        FROM phase ph WHERE ph.project = p.id
    ) plan
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN p.state = 'archived' THEN 'finished'
            WHEN act.open_count > 0 THEN 'open'
            WHEN act.opens_at IS NOT NULL OR plan.ahead THEN 'coming'
            WHEN plan.goes_on THEN 'underway'
            ELSE 'finished'
        END AS stage
    ) at
"""


def state_of(opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> str:
    """Of an activity: coming, open or closed."""
    if opens_at is not None and now < opens_at:
        return "coming"
    return "closed" if closes_at is not None and now >= closes_at else "open"


def time_of(starts_at: datetime | None, ends_at: datetime | None, now: datetime) -> str:
    """Of a phase, as the timeline says it: past, now or coming."""
    return {"coming": "coming", "open": "now", "closed": "past"}[state_of(starts_at, ends_at, now)]


def say_span(starts_at: datetime | None, ends_at: datetime | None) -> Text | str:
    if starts_at is not None and ends_at is not None:
        return say_dates(starts_at, ends_at)
    if starts_at is not None:
        return _("From {date}").format(date=say_date(starts_at))
    return _("Until {date}").format(date=say_date(ends_at)) if ends_at is not None else ""
