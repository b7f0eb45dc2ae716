"""Regular jobs: put into each place's outbox once for each time slot. Slots missed are not made up."""

from datetime import datetime

from core.db import rows, value
from core.jobs.declare import Job, job, scheduled_jobs, slot_of
from core.jobs.outbox import enqueue
from core.jobs.progress import forget_old_progress
from core.jobs.schedule import Daily, spread
from core.tenancy import Tenant, scope, site

_CLAIM = """
    INSERT INTO job_schedule (name, last_slot) VALUES ($1, $2)
    ON CONFLICT (name) DO UPDATE
    SET last_slot = excluded.last_slot WHERE job_schedule.last_slot < excluded.last_slot
    RETURNING 1
"""


async def due_regular(tenant: Tenant, now: datetime) -> list[Job]:
    """Regular jobs whose slot has come in the place in scope."""
    had = {each["name"]: each["last_slot"] for each in await rows("SELECT name, last_slot FROM job_schedule")}
    due = [each for each in scheduled_jobs() if _is_due(each, had, now - spread(tenant.id))]
    if any(each.owner for each in due):
        here = await site()
        due = [each for each in due if not each.owner or here.enabled(each.owner)]
    return due


def _is_due(regular: Job, had: dict[str, datetime], moment: datetime) -> bool:
    last = had.get(regular.name)
    return last is None or last < slot_of(regular, moment)


async def put_regular(tenant: Tenant, due: list[Job], now: datetime) -> int:
    """How many were put. The claim and the outbox row are one transaction: two relays never both put one."""
    put = 0
    async with scope(tenant, quiet=True):
        for each in due:
            if await value(_CLAIM, each.name, slot_of(each, now - spread(tenant.id))):
                await enqueue(each.name)
                put += 1
    return put


@job("jobs.tidy", schedule=Daily(hour=3), quiet=True)
async def tidy() -> None:
    await forget_old_progress()
