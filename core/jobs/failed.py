"""Jobs that nobody tries any more: seen by staff and support, and tried again when they say so."""

from dataclasses import dataclass
from datetime import datetime

from core.db import execute, rows, value
from core.jobs.outbox import hint_after_commit


@dataclass(frozen=True)
class FailedJob:
    id: int
    name: str
    error: str
    tries: int
    failed_at: datetime


async def failed_jobs(*, size: int = 50) -> list[FailedJob]:
    """The latest first."""
    found = await rows(
        "SELECT id, name, error, tries, failed_at FROM outbox WHERE failed_at IS NOT NULL "
        "ORDER BY failed_at DESC, id DESC LIMIT $1",
        size,
    )
    return [FailedJob(**each) for each in found]


async def failed_count() -> int:
    count: int = await value("SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL")
    return count


async def waiting_count() -> int:
    count: int = await value("SELECT count(*) FROM outbox WHERE failed_at IS NULL")
    return count


async def retry_failed(*, job_id: int | None = None) -> int:
    """Try one again, or all; how many."""
    await execute(
        "DELETE FROM job_progress WHERE job_id IN (SELECT id FROM outbox WHERE failed_at IS NOT NULL) "
        "AND ($1::bigint IS NULL OR job_id = $1)",
        job_id,
    )
    tried = await execute(
        "UPDATE outbox SET failed_at = NULL, tries = 0, due_at = now() "
        "WHERE failed_at IS NOT NULL AND ($1::bigint IS NULL OR id = $1)",
        job_id,
    )
    if tried:
        hint_after_commit(None)
    return tried


async def drop_failed(*, job_id: int) -> int:
    """Leave it be."""
    return await execute("DELETE FROM outbox WHERE id = $1 AND failed_at IS NOT NULL", job_id)
