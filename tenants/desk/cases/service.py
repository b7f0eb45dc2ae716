"""Cases: what a place asks and what the desk answers. In the platform's scope; the only writer of its tables."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from core.db import execute, row, rows, value
from core.i18n import _
from core.people import Person
from core.tenancy import Tenant
from core.text import Refused, clean_line, clean_text
from tenants.desk.cases.targets import answer_due, target_hours
from tenants.desk.cases.telling import tell_asker, tell_experts

SIZE = 50
_OPEN = """
    INSERT INTO tenants_case (tenant, subject, page, browser, request_id, asker, asker_name, asker_email, asker_locale, urgent,
      answer_due) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id
"""
_LINE = "INSERT INTO tenants_case_line (case_id, side, writer_name, text) VALUES ($1, $2, $3, $4)"
_ONE = "SELECT c.*, t.name AS tenant_name FROM tenants_case c LEFT JOIN tenant t ON t.id = c.tenant WHERE c.id = $1"
_LIST = """
    SELECT c.*, t.name AS tenant_name FROM tenants_case c LEFT JOIN tenant t ON t.id = c.tenant
    WHERE CASE $1 WHEN 'open' THEN c.state = 'open' WHEN 'waiting' THEN c.state = 'waiting'
        WHEN 'mine' THEN c.owner = $2 AND c.state <> 'closed' WHEN 'closed' THEN c.state = 'closed' ELSE true END
      AND ($3 = '' OR c.tenant = $3)
    ORDER BY c.state = 'closed', c.state = 'waiting', c.answered_at IS NOT NULL, c.answer_due, c.id LIMIT $4 OFFSET $5
"""


class NoSuchCase(Refused):
    def __init__(self) -> None:
        super().__init__(_("There is no such case here."))


class Empty(Refused):
    field = "text"

    def __init__(self) -> None:
        super().__init__(_("Write something first."))


@dataclass(frozen=True, kw_only=True)
class Question:
    """What was asked, and from where."""

    subject: str
    text: str
    urgent: bool = False
    page: str = ""
    browser: str = ""
    request_id: str = ""


async def open_case(*, tenant: Tenant, asker: Person, question: Question) -> int:
    """Raises Empty. The experts who follow the place are told by mail."""
    text = _written(question.text)
    due = answer_due(datetime.now(UTC), hours=await target_hours(tenant.id, urgent=question.urgent))
    case_id: int = await value(
        _OPEN,
        tenant.id,
        clean_line(question.subject)[:150],
        clean_line(question.page)[:300],
        clean_line(question.browser)[:200],
        clean_line(question.request_id)[:64],
        asker.id,
        asker.name,
        asker.email,
        asker.locale,
        question.urgent,
        due,
    )
    await execute(_LINE, case_id, "place", asker.name, text)
    await tell_experts(await case_of(case_id), text)
    return case_id


async def case_of(case_id: int, *, tenant_id: str | None = None) -> dict[str, Any]:
    """Raises NoSuchCase, also for a case of another place than `tenant_id`."""
    found = await row(_ONE, case_id)
    if found is None or (tenant_id is not None and found["tenant"] != tenant_id):
        raise NoSuchCase
    return found


async def lines_of(case_id: int, *, notes: bool) -> list[dict[str, Any]]:
    """`notes`: those for experts only, too."""
    return await rows(
        "SELECT id, side, writer_name, text, at FROM tenants_case_line "
        "WHERE case_id = $1 AND ($2 OR side <> 'note') ORDER BY id",
        case_id,
        notes,
    )


async def cases(*, which: str, expert: Person | None = None, tenant_id: str = "", page: int = 1) -> list[Any]:
    """What waits longest first."""
    return await rows(_LIST, which, expert.id if expert else 0, tenant_id, SIZE + 1, (page - 1) * SIZE)


async def answer(*, case_id: int, expert: Person, text: str, internal: bool = False) -> None:
    """To the place, and by mail to the one who asked; `internal` is a note for colleagues. Raises Empty, NoSuchCase."""
    found, tidy = await case_of(case_id), _written(text)
    await execute(_LINE, case_id, "note" if internal else "desk", expert.name, tidy)
    if internal:
        return
    await execute(
        "UPDATE tenants_case SET state = 'waiting', answered_at = coalesce(answered_at, now()), closed_at = NULL, "
        "owner = coalesce(owner, $2), owner_name = CASE WHEN owner IS NULL THEN $3 ELSE owner_name END WHERE id = $1",
        case_id,
        expert.id,
        expert.name,
    )
    await tell_asker(found, text=tidy, by=expert.name)


async def write_more(*, case_id: int, tenant_id: str, person: Person, text: str) -> None:
    """From the place: the case is open again. Raises Empty, NoSuchCase."""
    found, tidy = await case_of(case_id, tenant_id=tenant_id), _written(text)
    await execute(_LINE, case_id, "place", person.name, tidy)
    await execute(
        "UPDATE tenants_case SET state = 'open', closed_at = NULL WHERE id = $1",
        case_id,
    )
    await tell_experts(found, tidy)


async def hand_over(*, case_id: int, to: int) -> str:
    """To another expert; the name. Raises NoSuchCase where there is no such expert."""
    await case_of(case_id)
    found = await row(
        "SELECT id, name FROM person WHERE id = $1 AND role = 'support' AND closed_at IS NULL AND blocked_at IS NULL",
        to,
    )
    if found is None:
        raise NoSuchCase
    await execute(
        "UPDATE tenants_case SET owner = $2, owner_name = $3 WHERE id = $1",
        case_id,
        found["id"],
        found["name"],
    )
    return str(found["name"])


async def close_case(*, case_id: int) -> None:
    found = await case_of(case_id)
    await execute("UPDATE tenants_case SET state = 'closed', closed_at = now() WHERE id = $1", case_id)
    await tell_asker(found, text="", by="")


async def say_how_it_was(*, case_id: int, tenant_id: str, happy: int, why: str) -> None:
    """One question, from 1 to 5. Raises NoSuchCase."""
    await case_of(case_id, tenant_id=tenant_id)
    await execute(
        "UPDATE tenants_case SET happy = $2, happy_why = $3 WHERE id = $1",
        case_id,
        happy,
        clean_text(why)[:1_000],
    )


async def experts() -> list[dict[str, Any]]:
    return await rows(
        "SELECT id, name FROM person WHERE role = 'support' AND closed_at IS NULL AND blocked_at IS NULL "
        "ORDER BY name, id LIMIT 200"
    )


async def satisfaction(*, days: int = 90) -> dict[str, Any]:
    """How it went lately: how many cases, how many answered in time, how happy people were."""
    return (
        await row(
            "SELECT count(*) AS cases, count(answered_at) AS answered, "
            "count(*) FILTER (WHERE answered_at <= answer_due) AS in_time, count(happy) AS said, "
            "round(avg(happy)::numeric, 1)::float8 AS happy "
            "FROM tenants_case WHERE opened_at > now() - make_interval(days => $1)",
            days,
        )
        or {}
    )


def _written(text: str) -> str:
    tidy = clean_text(text)
    if not tidy:
        raise Empty
    return tidy
