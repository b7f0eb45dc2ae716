"""Known faults and planned work: who is concerned, and what staff there read on top of their pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.db import execute, row, rows, value
from core.i18n import Localized, _
from core.jobs import enqueue
from core.tenancy import Tenant, load_site, save_site, scope
from core.tenancy.aside import beside
from core.tenancy.registry import tenant_in_scope
from core.text import Refused

AHEAD_DAYS = 7  # planned work is said so long before
_CONCERNS = """
    SELECT id, kind, titles, texts, tenants, begins_at, ends_at FROM tenants_incident
    WHERE (ends_at IS NULL OR ends_at > now()) AND begins_at < now() + make_interval(days => $1)
    ORDER BY begins_at, id LIMIT 50
"""


class EndsBeforeItBegins(Refused):
    field = "ends_at"

    def __init__(self) -> None:
        super().__init__(_("It cannot end before it begins."))


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What is told. `tenants` empty: everybody."""

    kind: str
    titles: dict[str, str]
    texts: dict[str, str]
    begins_at: datetime
    ends_at: datetime | None = None
    tenants: tuple[str, ...] = ()


async def tell(notice: Notice, *, by: str) -> int:
    """Raises EndsBeforeItBegins. Staff of those concerned see it within a minute, by a job."""
    if notice.ends_at is not None and notice.ends_at <= notice.begins_at:
        raise EndsBeforeItBegins
    incident_id: int = await value(
        "INSERT INTO tenants_incident (kind, titles, texts, tenants, begins_at, ends_at, made_by) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        notice.kind,
        notice.titles,
        notice.texts,
        list(notice.tenants),
        notice.begins_at,
        notice.ends_at,
        by,
    )
    await enqueue("tenants.spread_notices")
    return incident_id


async def end(*, incident_id: int) -> bool:
    """It is over now."""
    ended = await execute(
        "UPDATE tenants_incident SET ends_at = now(), begins_at = least(begins_at, now()) "
        "WHERE id = $1 AND (ends_at IS NULL OR ends_at > now())",
        incident_id,
    )
    await enqueue("tenants.spread_notices")
    return bool(ended)


async def incidents(*, past: bool) -> list[dict[str, Any]]:
    found = await rows(
        "SELECT * FROM tenants_incident WHERE (ends_at IS NOT NULL AND ends_at <= now()) = $1 "
        "ORDER BY begins_at DESC, id DESC LIMIT 50",
        past,
    )
    return [_said(each) for each in found]


async def concerning(tenant_id: str) -> list[dict[str, Any]]:
    """Now, or soon, at this place."""
    found = await rows(_CONCERNS, AHEAD_DAYS)
    return [_said(each) for each in found if not each["tenants"] or tenant_id in each["tenants"]]


async def public_now() -> list[dict[str, Any]]:
    """What concerns everybody: for the status page."""
    return [_said(each) for each in await rows(_CONCERNS, AHEAD_DAYS) if not each["tenants"]]


async def spread() -> int:
    """Lay the notices in each place that is concerned, and take away those that are over; how many places changed."""
    found = await rows(_CONCERNS, AHEAD_DAYS)
    changed = 0
    for each in await rows("SELECT id FROM tenant ORDER BY id"):
        tenant = await tenant_in_scope(each["id"])
        wanted = tuple(_notice(one) for one in found if not one["tenants"] or each["id"] in one["tenants"])
        if tenant is not None and await beside(_lay(tenant, wanted)):
            changed += 1
    return changed


async def _lay(tenant: Tenant, wanted: tuple[dict[str, Any], ...]) -> bool:
    async with scope(tenant, quiet=True):
        await row("SELECT version FROM site WHERE id = 1 FOR UPDATE")
        if (await load_site()).notices == wanted:
            return False
        await save_site(notices=wanted)
        return True


def _notice(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": found["kind"],
        "titles": found["titles"],
        "begins_at": found["begins_at"].isoformat(),
        "ends_at": found["ends_at"].isoformat() if found["ends_at"] else "",
        "url": "/manage/help",
    }


def _said(found: dict[str, Any]) -> dict[str, Any]:
    return {**found, "title": Localized.of(found["titles"]), "text": Localized.of(found["texts"])}
