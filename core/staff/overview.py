"""Where staff come in: what waits for them, and for administrators what a new place still needs."""

from core.host.hooks import items_from_plugins
from core.host.hookspecs import Panel
from core.http import Answer, NotFound, Visit, get, page
from core.staff.checklist import checklist
from core.staff.waiting import PATIENCE_DAYS, waiting_for


@get("/manage", action="staff.enter")
async def overview(visit: Visit) -> Answer:
    if visit.person is None:
        raise NotFound
    steps = await checklist(site=visit.site, tenant=visit.tenant) if visit.can("site.manage") else []
    return page(
        "manage/overview.html",
        waiting=await waiting_for(person=visit.person, site=visit.site, now=visit.now),
        patience=PATIENCE_DAYS,
        steps=steps,
        left=[step for step in steps if not step.done],
        panels=await items_from_plugins("panels", expect=Panel, place="manage", subject=visit.person),
    )
