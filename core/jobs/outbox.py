"""Rows of the outbox: written with the change that asks for the job, gone when the job is done."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from core.db import execute, row, rows, value
from core.jobs.declare import QUEUES, Queue, job_named
from core.jobs.redis import hint
from core.tenancy import after_commit, current_scope, current_tenant

RELEASE = 8  # of one place and one queue at a time: one place's flood never delays all
_LONGEST_WORD = 64

_INSERT = """
    INSERT INTO outbox (name, queue, arguments, due_at) VALUES ($1, $2, $3, coalesce($4, now())) RETURNING id
"""
# The first rows of each queue, whether released or not: the queue itself knows which it has already.
_WINDOW = """
    SELECT q.queue, w.id FROM unnest($1::varchar[]) AS q(queue), LATERAL (
        SELECT id FROM outbox
        WHERE outbox.queue = q.queue AND failed_at IS NULL AND due_at <= now() ORDER BY due_at, id LIMIT $2
    ) w
"""
_NEXT = "SELECT min(due_at) FROM outbox WHERE failed_at IS NULL AND due_at > now()"
_LOCK = """
    SELECT id, name, arguments, tries FROM outbox WHERE id = $1 AND failed_at IS NULL AND due_at <= now()
    FOR UPDATE SKIP LOCKED
"""


@dataclass(frozen=True)
class _Hint:
    """One hint for a whole transaction, however many jobs it asked for."""

    tenant_id: str
    at: datetime | None = None

    async def __call__(self) -> None:
        await hint(self.tenant_id, self.at)


async def enqueue(name: str, at: datetime | None = None, **ids: Any) -> int:
    """Ask for a job, now or not before `at`, in the open transaction; its id. Arguments are ids only."""
    wanted = job_named(name)
    for key, given in ids.items():
        _check(name, key, given)
    job_id: int = await value(_INSERT, name, wanted.queue, ids, at)
    hint_after_commit(at)
    return job_id


def _check(name: str, key: str, given: Any) -> None:
    if isinstance(given, list | tuple):
        fine = all(isinstance(each, int) for each in given)
    elif isinstance(given, str):
        fine = len(given) <= _LONGEST_WORD and "@" not in given
    else:
        fine = given is None or isinstance(given, int)
    if not fine:
        raise TypeError(f"{name}({key}=…): give the id of a row, and keep what it says in the row")


def hint_after_commit(at: datetime | None) -> None:
    here = current_scope()
    wanted = _Hint(here.tenant.id, at if at is not None and at > datetime.now(UTC) else None)
    if wanted not in here.after_commit:
        after_commit(wanted)


async def window() -> dict[Queue, list[int]]:
    """The jobs that may be with the workers now, for each queue: a bounded number."""
    found: dict[Queue, list[int]] = {queue: [] for queue in QUEUES}
    for each in await rows(_WINDOW, list(QUEUES), RELEASE):
        found[each["queue"]].append(each["id"])
    return found


async def next_due() -> datetime | None:
    """When the next job that must wait is due."""
    found: datetime | None = await value(_NEXT)
    return found


async def take(job_id: int) -> dict[str, Any] | None:
    """Lock the row for this transaction; None where it is done, failed, not due, or being run by another."""
    return await row(_LOCK, job_id)


async def strike_out(job_id: int) -> None:
    """Done. The place is looked at again at once, since its next job may now be released."""
    await execute("DELETE FROM outbox WHERE id = $1", job_id)
    hint_after_commit(None)


async def postpone(job_id: int, *, until: datetime, error: str) -> None:
    await execute(
        "UPDATE outbox SET tries = tries + 1, due_at = $2, error = $3 WHERE id = $1", job_id, until, error
    )
    after_commit(_Hint(current_tenant().id, until))


async def set_aside(job_id: int, *, error: str) -> None:
    """No more tries by itself: staff and support see it, and may try again."""
    await execute(
        "UPDATE outbox SET tries = tries + 1, failed_at = now(), error = $2 WHERE id = $1", job_id, error
    )
