"""Visits of support experts: who is here now, who has been, and why."""

from core.http import Answer, NotFound, Visit, get, page, post, redirect
from core.i18n import _
from core.people.support import end_visit, visits
from core.staff.record import noted

BASE = "/manage/support"


@get(BASE, action="site.manage")
async def listed(visit: Visit) -> Answer:  # noqa: ARG001 - everybody who may see it sees the same
    found = await visits(size=100)
    return page(
        "manage/site/support.html",
        here=[each for each in found if each["here_now"]],
        past=[each for each in found if not each["here_now"]],
    )


@post(BASE + "/{visit_id:int}/end", action="site.manage")
async def show_out(visit: Visit, visit_id: int) -> Answer:
    if not await end_visit(visit_id=visit_id):
        raise NotFound
    await noted(visit, "support.end", visit_id)
    return redirect(BASE, toast=_("The visit is over."))
