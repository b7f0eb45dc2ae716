"""Running one job: in the tenant's scope, and done in the same transaction in which its row goes."""

import asyncio
import random
import traceback
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import structlog

from core.db import execute
from core.jobs.declare import GiveUp, Job, UnknownJob, job_named
from core.jobs.outbox import postpone, set_aside, strike_out, take
from core.jobs.progress import JobCancelled, JobState, Running, end_progress, running
from core.settings import project_folder
from core.tenancy import Tenant, scope, site
from core.tenancy.acting import acting_as

log = structlog.get_logger()
_FIRST_WAIT = 5  # seconds; four times as long after each failure
_LONGEST_WAIT = 3600


class Outcome(StrEnum):
    DONE = "done"
    SKIPPED = "skipped"  # done already, or being run by another worker
    POSTPONED = "postponed"
    FAILED = "failed"
    CANCELLED = "cancelled"


async def run_job(tenant: Tenant, job_id: int) -> Outcome:
    """Run the job of this row, if it is still to be run. Never raises for the job's sake."""
    outcome, _error = await try_job(tenant, job_id)
    return outcome


async def try_job(tenant: Tenant, job_id: int) -> tuple[Outcome, Exception | None]:
    """The same, with the error for those who want to see it."""
    with structlog.contextvars.bound_contextvars(tenant=tenant.id, job=job_id):
        try:
            return await _run(tenant, job_id), None
        except JobCancelled:
            await _cancelled(tenant, job_id)
            return Outcome.CANCELLED, None
        except Exception as error:  # noqa: BLE001 - whatever a job does, the worker goes on
            log.warning("job_failed", reason=reason_of(error), trace=_trace(error))
            return await _failed(tenant, job_id, error), error


async def _run(tenant: Tenant, job_id: int) -> Outcome:
    async with scope(tenant) as opened:
        taken = await take(job_id)
        if taken is None:
            return Outcome.SKIPPED
        job = job_named(taken["name"])
        await _check_owner(job)
        opened.quiet = job.quiet
        await _call(job, tenant, job_id, taken["arguments"])
        await end_progress(job_id, JobState.DONE)
        await strike_out(job_id)
    log.info("job_done", name=job.name)
    return Outcome.DONE


async def _check_owner(job: Job) -> None:
    if job.owner and not (await site()).enabled(job.owner):
        raise GiveUp(f"the plugin {job.owner} is off here")


async def _call(job: Job, tenant: Tenant, job_id: int, arguments: dict[str, Any]) -> None:
    token = running.set(Running(tenant, job_id))
    try:
        async with asyncio.timeout(job.seconds):
            with acting_as(job.owner):
                await job.function(**arguments)
    finally:
        running.reset(token)


async def _failed(tenant: Tenant, job_id: int, error: Exception) -> Outcome:
    """In a transaction of its own, since the job's is rolled back."""
    async with scope(tenant, quiet=True):
        taken = await take(job_id)
        if taken is None:
            return Outcome.SKIPPED
        tries, reason = taken["tries"] + 1, reason_of(error)
        if isinstance(error, GiveUp | UnknownJob) or tries >= job_named(taken["name"]).tries:
            await set_aside(job_id, error=reason)
            await end_progress(job_id, JobState.FAILED)
            log.error("job_set_aside", name=taken["name"], reason=reason)
            return Outcome.FAILED
        await postpone(job_id, until=datetime.now(UTC) + _wait_after(tries), error=reason)
        return Outcome.POSTPONED


async def _cancelled(tenant: Tenant, job_id: int) -> None:
    async with scope(tenant, quiet=True):
        await execute("DELETE FROM outbox WHERE id = $1", job_id)
        await end_progress(job_id, JobState.CANCELLED)
    log.info("job_cancelled")


def _wait_after(tries: int) -> timedelta:
    seconds = min(_LONGEST_WAIT, _FIRST_WAIT * 4 ** (tries - 1))
    return timedelta(seconds=seconds * random.uniform(0.9, 1.1))  # noqa: S311 - only to spread the load


def reason_of(error: Exception) -> str:
    """Kind and place of an error. Never its text: that may hold what a person wrote."""
    if isinstance(error, GiveUp):
        return str(error)[:300]
    if isinstance(error, UnknownJob):
        return "nothing here knows how to do this job"
    if isinstance(error, TimeoutError):
        return "it took too long"
    return f"{type(error).__name__} at {_where(error)}"[:300]


def _where(error: Exception) -> str:
    """The innermost line that is ours."""
    ours = [each for each in _trace(error) if "site-packages" not in each]
    return ours[-1] if ours else "an unknown place"


def _trace(error: Exception) -> list[str]:
    """Where it went, line by line, and nothing of what was in hand."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{_short(Path(frame.filename))}:{frame.lineno}" for frame in frames]


def _short(file: Path) -> Path:
    return file.relative_to(project_folder()) if file.is_relative_to(project_folder()) else file
