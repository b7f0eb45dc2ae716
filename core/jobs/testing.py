"""For tests: do now, in this process, what the workers would do."""

from core.db import rows
from core.jobs.outbox import RELEASE
from core.jobs.run import Outcome, try_job
from core.tenancy import Tenant, scope

_DUE = "SELECT id FROM outbox WHERE failed_at IS NULL AND due_at <= now() ORDER BY due_at, id LIMIT $1"
_ENOUGH = 1000  # rounds: a job that asks for itself again and again is a mistake


async def run_due_jobs(tenant: Tenant, *, raising: bool = True) -> int:
    """Run what is due, and what that asks for, until nothing is; how many were done. Raises a job's error."""
    done = 0
    for _round in range(_ENOUGH):
        async with scope(tenant, read_only=True):
            due = [each["id"] for each in await rows(_DUE, RELEASE)]
        if not due:
            return done
        for job_id in due:
            outcome, error = await try_job(tenant, job_id)
            if error is not None and raising:
                raise error
            done += outcome is Outcome.DONE
    raise RuntimeError("jobs ask for more jobs without end")
