"""Notes, tasks and portfolios. The only writer of their tables."""

from datetime import date
from typing import Any

from core.db import execute, rows, value
from core.i18n import _
from core.people import Person
from core.text import Refused, clean_line, clean_text

_SHOWN = 50


class NothingWritten(Refused):
    field = "text"

    def __init__(self) -> None:
        super().__init__(_("Write something first."))


async def follow_place(*, tenant_id: str, expert: Person, on: bool) -> None:
    if on:
        await execute(
            "INSERT INTO tenants_portfolio (tenant, expert) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            tenant_id,
            expert.id,
        )
    else:
        await execute("DELETE FROM tenants_portfolio WHERE tenant = $1 AND expert = $2", tenant_id, expert.id)


async def followers(tenant_id: str) -> list[dict[str, Any]]:
    """The experts who follow the place."""
    return await rows(
        "SELECT p.id, p.name, p.email FROM tenants_portfolio f JOIN person p ON p.id = f.expert "
        "WHERE f.tenant = $1 AND p.closed_at IS NULL AND p.role = 'support' ORDER BY f.since, p.id",
        tenant_id,
    )


async def add_note(*, tenant_id: str, text: str, by: Person) -> None:
    """Raises NothingWritten."""
    tidy = clean_text(text)
    if not tidy:
        raise NothingWritten
    await execute(
        "INSERT INTO tenants_note (tenant, text, writer, writer_name) VALUES ($1, $2, $3, $4)",
        tenant_id,
        tidy,
        by.id,
        by.name,
    )


async def notes_of(tenant_id: str) -> list[dict[str, Any]]:
    return await rows(
        "SELECT id, text, writer_name, at FROM tenants_note WHERE tenant = $1 ORDER BY at DESC, id DESC LIMIT $2",
        tenant_id,
        _SHOWN,
    )


async def add_task(*, tenant_id: str, title: str, due_on: date, owner: Person) -> int:
    task_id: int = await value(
        "INSERT INTO tenants_task (tenant, title, due_on, owner, owner_name) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        tenant_id,
        clean_line(title),
        due_on,
        owner.id,
        owner.name,
    )
    return task_id


async def finish_task(*, tenant_id: str, task_id: int, done: bool) -> bool:
    """Only a task of that place: the id of another's changes nothing."""
    return bool(
        await execute(
            "UPDATE tenants_task SET done_at = CASE WHEN $3 THEN now() END WHERE id = $1 AND tenant = $2",
            task_id,
            tenant_id,
            done,
        )
    )


async def tasks_of(tenant_id: str) -> list[dict[str, Any]]:
    """Open ones first, the nearest day first."""
    return await rows(
        "SELECT id, title, due_on, owner_name, done_at FROM tenants_task WHERE tenant = $1 "
        "ORDER BY done_at IS NOT NULL, due_on, id LIMIT $2",
        tenant_id,
        _SHOWN,
    )


async def open_tasks(expert: Person) -> list[dict[str, Any]]:
    """What this expert shall do, in all places."""
    return await rows(
        "SELECT k.id, k.title, k.due_on, k.tenant, t.name FROM tenants_task k JOIN tenant t ON t.id = k.tenant "
        "WHERE k.owner = $1 AND k.done_at IS NULL ORDER BY k.due_on, k.id LIMIT $2",
        expert.id,
        _SHOWN,
    )
