"""Advice and check-ups: asked for by the place or set up by the expert, with a calendar file. The only writer of their table."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from core.db import execute, row, rows, value
from core.i18n.formats import ZONE
from core.text import clean_line, clean_text

_FIELDS = 'id, tenant, kind, title, starts_at, minutes, "where", wish, expert_name, asked_by, edits, state'


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What is agreed: when, how long, where."""

    title: str
    starts_at: datetime
    minutes: int = 45
    where: str = ""
    kind: str = "advice"


async def ask_for_meeting(*, tenant_id: str, title: str, wish: str, starts_at: datetime, by: str) -> int:
    """From the place; an expert agrees to it, perhaps at another time."""
    meeting_id: int = await value(
        "INSERT INTO tenants_meeting (tenant, title, wish, starts_at, asked_by, state) "
        "VALUES ($1, $2, $3, $4, $5, 'asked') RETURNING id",
        tenant_id,
        clean_line(title)[:200],
        clean_text(wish)[:2_000],
        starts_at,
        by[:120],
    )
    return meeting_id


async def agree(
    *, tenant_id: str, agreed: Agreed, expert_id: int, expert_name: str, meeting_id: int = 0
) -> int:
    """A new one, or one that was asked for. The number of the meeting; 0 where the place has no such meeting."""
    given = (
        tenant_id,
        agreed.kind if agreed.kind == "checkup" else "advice",
        clean_line(agreed.title)[:200],
        agreed.starts_at,
        agreed.minutes,
        clean_line(agreed.where)[:300],
        expert_id,
        expert_name,
    )
    if not meeting_id:
        made: int = await value(
            'INSERT INTO tenants_meeting (tenant, kind, title, starts_at, minutes, "where", expert, expert_name) '
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
            *given,
        )
        return made
    changed = await execute(
        'UPDATE tenants_meeting SET kind = $2, title = $3, starts_at = $4, minutes = $5, "where" = $6, expert = $7, '
        "expert_name = $8, state = 'agreed', edits = edits + 1 WHERE tenant = $1 AND id = $9",
        *given,
        meeting_id,
    )
    return meeting_id if changed else 0


async def cancel(*, tenant_id: str, meeting_id: int) -> bool:
    return bool(
        await execute(
            "UPDATE tenants_meeting SET state = 'cancelled', edits = edits + 1 "
            "WHERE tenant = $1 AND id = $2 AND state <> 'cancelled'",
            tenant_id,
            meeting_id,
        )
    )


async def coming(tenant_id: str) -> list[dict[str, Any]]:
    """`typed`: the time as a form wants it, to be agreed to as it is."""
    found = await rows(
        f"SELECT {_FIELDS} FROM tenants_meeting WHERE tenant = $1 AND state <> 'cancelled' "
        "AND starts_at > now() - interval '1 day' ORDER BY starts_at, id LIMIT 20",
        tenant_id,
    )
    return [
        {**each, "typed": each["starts_at"].astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")} for each in found
    ]


async def meeting_named(*, tenant_id: str, meeting_id: int) -> dict[str, Any] | None:
    return await row(
        f"SELECT {_FIELDS} FROM tenants_meeting WHERE tenant = $1 AND id = $2", tenant_id, meeting_id
    )


def calendar_file(meeting: dict[str, Any], *, host: str, url: str) -> bytes:
    """RFC 5545. The id stays and the sequence grows, so that a changed meeting replaces the old one in a calendar."""
    event = Event()
    event.add("uid", f"support-{meeting['id']}@{host}")
    event.add("dtstamp", datetime.now(UTC))
    event.add("sequence", meeting["edits"])
    event.add("dtstart", meeting["starts_at"].astimezone(UTC))
    event.add("dtend", meeting["starts_at"].astimezone(UTC) + timedelta(minutes=meeting["minutes"]))
    event.add("summary", meeting["title"])
    event.add("status", "CANCELLED" if meeting["state"] == "cancelled" else "CONFIRMED")
    if meeting["where"]:
        event.add("location", meeting["where"])
    event.add("url", url)
    calendar = Calendar()
    calendar.add("prodid", "-//Allmenning//support//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
