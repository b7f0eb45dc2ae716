"""Work that the program gave up: why, and try again."""

from core.http import Answer, NotFound, Visit, get, page, post, redirect
from core.i18n import _, ngettext
from core.jobs import drop_failed, failed_count, failed_jobs, retry_failed, waiting_count
from core.staff.record import noted

BASE = "/manage/jobs"


@get(BASE, action="site.manage")
async def listed(visit: Visit) -> Answer:  # noqa: ARG001 - everybody who may see it sees the same
    return page(
        "manage/site/jobs.html",
        jobs=await failed_jobs(),
        failed=await failed_count(),
        waiting=await waiting_count(),
    )


@post(BASE + "/retry", action="site.manage")
async def retry_all(visit: Visit) -> Answer:
    tried = await retry_failed()
    await noted(visit, "job.retry", jobs=tried)
    said = ngettext("{n} task is tried again.", "{n} tasks are tried again.", tried)
    return redirect(BASE, toast=said.format(n=tried))


@post(BASE + "/{job_id:int}/retry", action="site.manage")
async def retry_one(visit: Visit, job_id: int) -> Answer:
    if not await retry_failed(job_id=job_id):
        raise NotFound
    await noted(visit, "job.retry", job_id)
    return redirect(BASE, toast=_("It is tried again."))


@post(BASE + "/{job_id:int}/drop", action="site.manage")
async def drop_one(visit: Visit, job_id: int) -> Answer:
    if not await drop_failed(job_id=job_id):
        raise NotFound
    await noted(visit, "job.drop", job_id)
    return redirect(BASE, toast=_("The task is given up."))
