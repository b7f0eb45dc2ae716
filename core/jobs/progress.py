"""How far a long job is.

The job's own transaction is open until its end, so nobody else can see what it writes. Progress is
therefore written in a short scope of its own, on another connection, at most twice a second. It says nothing
about what is done *and kept*: that is true when the state is `done`, which the job's own transaction writes.
"""

import time
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.db import execute, row, value
from core.tenancy import Tenant, scope
from core.tenancy.aside import beside

_PACE_SECONDS = 0.5
_NOTE = """
    INSERT INTO job_progress (job_id, state, done, total) VALUES ($1, 'running', $2, $3)
    ON CONFLICT (job_id) DO UPDATE
    SET state = 'running', done = excluded.done, total = excluded.total, updated_at = now()
    RETURNING cancel_asked
"""
_END = """
    UPDATE job_progress
    SET state = $2::varchar, updated_at = now(), done = CASE WHEN $2::varchar = 'done' THEN total ELSE done END
    WHERE job_id = $1
"""
_CANCEL = """
    INSERT INTO job_progress (job_id, state, cancel_asked)
    SELECT $1, $2::varchar, true WHERE $3::boolean OR EXISTS (SELECT 1 FROM outbox WHERE id = $1)
    ON CONFLICT (job_id) DO UPDATE
    SET cancel_asked = true, state = CASE WHEN $3::boolean THEN $2::varchar ELSE job_progress.state END
"""


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobCancelled(Exception):
    """Somebody asked this job to stop: it is rolled back, and not tried again."""


@dataclass(frozen=True)
class JobProgress:
    job_id: int
    state: JobState
    done: int = 0
    total: int = 0
    cancel_asked: bool = False
    updated_at: datetime | None = None

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def ended(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass
class Running:
    """The job that this task is running."""

    tenant: Tenant
    job_id: int
    written_at: float = 0.0


running: ContextVar[Running | None] = ContextVar("running_job", default=None)


async def report_progress(done: int, total: int) -> None:
    """Call it as often as you like, outside a job too. Raises JobCancelled when somebody asked for that."""
    current = running.get()
    if current is None or (done < total and time.monotonic() - current.written_at < _PACE_SECONDS):
        return
    current.written_at = time.monotonic()
    if await beside(_write(current, done, total)):
        raise JobCancelled


async def _write(current: Running, done: int, total: int) -> bool:
    async with scope(current.tenant, quiet=True):
        return bool(await value(_NOTE, current.job_id, done, total))


async def end_progress(job_id: int, state: JobState) -> None:
    """In the transaction that ends the job. Jobs that never reported have no row."""
    await execute(_END, job_id, state)


async def progress_of(*, job_id: int) -> JobProgress | None:
    """Where the job is; None where there is no such job, or it ended long ago."""
    written = await row(
        "SELECT job_id, state, done, total, cancel_asked, updated_at FROM job_progress WHERE job_id = $1",
        job_id,
    )
    if written is not None:
        return JobProgress(**{**written, "state": JobState(written["state"])})
    waiting = await row("SELECT failed_at FROM outbox WHERE id = $1", job_id)
    if waiting is None:
        return None
    return JobProgress(job_id, JobState.FAILED if waiting["failed_at"] else JobState.WAITING)


async def ask_to_cancel(*, job_id: int) -> None:
    """A job that waits is taken away at once; one that runs stops at its next report, and keeps nothing."""
    taken = await execute(
        "DELETE FROM outbox WHERE id = (SELECT id FROM outbox WHERE id = $1 FOR UPDATE SKIP LOCKED)", job_id
    )
    state = JobState.CANCELLED if taken else JobState.RUNNING
    await execute(_CANCEL, job_id, state, taken > 0)


async def forget_old_progress(*, days: int = 30) -> int:
    """Rows of jobs that ended a month ago tell nobody anything."""
    return await execute(
        "DELETE FROM job_progress WHERE updated_at < now() - make_interval(days => $1)", days
    )
