"""The numbers, for cards and reports."""

from dataclasses import dataclass
from datetime import date

from core.db import rows


@dataclass(frozen=True, kw_only=True)
class VisitDay:
    """`visits`: different visitors that day. Sums of days count a person once for each day."""

    day: date
    visits: int
    views: int


@dataclass(frozen=True, kw_only=True)
class Source:
    """`name` is a host, a campaign's word, a kind of device or a language; empty for those who came straight here."""

    name: str
    visits: int


async def visits(
    *,
    project_id: int | None = None,
    activity_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[VisitDay]:
    """Day by day, from `since` to `until` (both included); days without a visit are not there. Counted until the last hour."""
    found = await rows(
        "SELECT day, visits, views FROM visit_day WHERE project = coalesce($1::bigint, 0) AND activity = coalesce($2::bigint, 0) "
        "AND ($3::date IS NULL OR day >= $3) AND ($4::date IS NULL OR day <= $4) ORDER BY day",
        project_id,
        activity_id,
        since,
        until,
    )
    return [VisitDay(**each) for each in found]


async def visit_sources(
    kind: str,
    *,
    project_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
    most: int = 10,
) -> list[Source]:
    """`kind`: referrer, campaign, device or language. The largest first."""
    found = await rows(
        "SELECT name, sum(visits)::bigint AS visits FROM visit_source WHERE kind = $1 AND project = coalesce($2::bigint, 0) "
        "AND ($3::date IS NULL OR day >= $3) AND ($4::date IS NULL OR day <= $4) GROUP BY name ORDER BY 2 DESC, 1 LIMIT $5",
        kind,
        project_id,
        since,
        until,
        most,
    )
    return [Source(**each) for each in found]
