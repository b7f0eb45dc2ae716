"""The list of all places with their health: one query on the platform, however many places there are."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.db import rows, value

SIZE = 50
STATES = ("", "unconfirmed", "confirmed", "refused")
CONCERNS = ("", "mine", "trouble", "jobs", "mail", "paused", "overdue", "quiet", "trial", "cases")
_SORTS = {
    "trouble": "coalesce(h.trouble, 0) DESC, t.name, t.id",
    "name": "t.name, t.id",
    "active": "coalesce(h.deeds, 0) DESC, t.name, t.id",
    "newest": "t.created_at DESC, t.id",
    "trial": "h.trial_ends NULLS LAST, t.name, t.id",
}
SORTS = tuple(_SORTS)
_WHERE = """
    FROM tenant t LEFT JOIN tenants_health h ON h.tenant = t.id
    LEFT JOIN LATERAL (SELECT host FROM tenant_host WHERE tenant = t.id ORDER BY main DESC, host LIMIT 1) o ON true
    LEFT JOIN (SELECT tenant, count(*) FILTER (WHERE state = 'open') AS open,
        count(*) FILTER (WHERE state = 'open' AND answer_due < now()) AS late FROM tenants_case GROUP BY tenant) c
      ON c.tenant = t.id
    WHERE ($1 = '' OR strpos(lower(t.name), lower($1)) > 0 OR EXISTS (
              SELECT 1 FROM tenant_host a WHERE a.tenant = t.id AND strpos(a.host, lower($1)) > 0)
           OR t.id = $1 OR $1 IN (t.organisation->>'register', t.organisation->>'orgnr'))
      AND ($2 = '' OR CASE WHEN t.organisation ? 'refused' THEN 'refused'
                           WHEN t.status = 'unconfirmed' THEN 'unconfirmed' ELSE 'confirmed' END = $2)
      AND CASE $3 WHEN '' THEN true
            WHEN 'mine' THEN EXISTS (SELECT 1 FROM tenants_portfolio p WHERE p.tenant = t.id AND p.expert = $4)
            WHEN 'trouble' THEN h.trouble > 0 WHEN 'jobs' THEN h.failed_jobs > 0 WHEN 'mail' THEN h.mail_trouble > 0
            WHEN 'paused' THEN h.paused <> '[]' WHEN 'overdue' THEN h.overdue > 0
            WHEN 'quiet' THEN t.status <> 'unconfirmed' AND coalesce(h.last_deed_at, t.created_at) < now() - interval '60 days'
            WHEN 'trial' THEN h.trial_ends IS NOT NULL WHEN 'cases' THEN c.open > 0 ELSE false END
"""
_LIST = (
    """SELECT t.id, t.name, t.status, t.organisation, t.created_at, o.host, h.at, coalesce(h.deeds, 0) AS deeds,
      h.last_deed_at, coalesce(h.overdue, 0) AS overdue, coalesce(h.failed_jobs, 0) AS failed_jobs,
      coalesce(h.mail_trouble, 0) AS mail_trouble, coalesce(h.paused, '[]') AS paused, h.trial_ends,
      coalesce(h.unread, false) AS unread, coalesce(h.trouble, 0) AS trouble, coalesce(c.open, 0) AS cases,
      coalesce(c.late, 0) AS late,
      EXISTS (SELECT 1 FROM tenants_portfolio p WHERE p.tenant = t.id AND p.expert = $4) AS mine
    """
    + _WHERE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list is narrowed and ordered by. Words that are not known narrow nothing."""

    text: str = ""
    state: str = ""
    concern: str = ""
    sort: str = "trouble"
    page: int = 1
    expert: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    name: str
    status: str
    organisation: dict[str, str]
    created_at: datetime
    host: str | None
    at: datetime | None
    deeds: int
    last_deed_at: datetime | None
    overdue: int
    failed_jobs: int
    mail_trouble: int
    paused: list[str]
    trial_ends: date | None
    unread: bool
    trouble: int
    cases: int
    late: int
    mine: bool

    @property
    def state(self) -> str:
        if "refused" in self.organisation:
            return "refused"
        return "unconfirmed" if self.status == "unconfirmed" else "confirmed"


async def listed(wanted: Wanted) -> tuple[list[Line], int]:
    """The lines of one page, and how many there are in all."""
    order = _SORTS.get(wanted.sort, _SORTS["trouble"])
    narrowed: tuple[Any, ...] = (
        wanted.text,
        wanted.state if wanted.state in STATES else "",
        wanted.concern if wanted.concern in CONCERNS else "",
        wanted.expert,
    )
    offset = (wanted.page - 1) * SIZE
    found = await rows(f"{_LIST} ORDER BY {order} LIMIT {SIZE} OFFSET $5", *narrowed, offset)
    total: int = await value(f"SELECT count(*) {_WHERE}", *narrowed)
    return [Line(**each) for each in found], total


async def health_of(tenant_id: str) -> dict[str, Any] | None:
    found = await rows("SELECT * FROM tenants_health WHERE tenant = $1", tenant_id)
    return found[0] if found else None
