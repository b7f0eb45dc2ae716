"""The launch plan and meetings with support, seen from the municipality."""

from core.audit import note
from core.forms import bind
from core.http import Data, NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.http.visit import person_of
from core.i18n import _
from core.tenancy.aside import at_platform
from core.tenancy.registry import address_of
from tenants.desk.launch import meetings, plan
from tenants.desk.launch.forms import WishForm
from tenants.desk.launch.steps import MUNICIPALITY, SIDES

STAFF, ADMINISTRATORS = "staff.enter", "site.manage"


@get("/manage/help/launch", action=STAFF)
async def show_plan(visit: Visit) -> Page:
    launch = await at_platform(lambda: plan.launch_of(visit.tenant.id))
    return page("help/launch.html", launch=launch, sides=SIDES, mine=MUNICIPALITY, today=visit.now.date())


@post("/manage/help/launch/{step_id:int}", action=ADMINISTRATORS)
async def tick(visit: Visit, step_id: int) -> Redirect:
    """Only the municipality's own steps."""
    tenant_id, person = visit.tenant.id, person_of(visit)
    done = (await visit.body()).get("done", ["1"])[-1] == "1"

    async def change() -> bool:
        launch = await plan.launch_of(tenant_id)
        own = [step.id for step in launch.steps if step.side == MUNICIPALITY] if launch else []
        return step_id in own and await plan.change_step(
            tenant_id=tenant_id, step_id=step_id, done=done, owner_name=None, due_on=None, by=person.name
        )

    if not await at_platform(change):
        raise NotFound
    await note(action="help.step", subject="help_step", subject_id=step_id, details={"done": done}, by=person)
    return redirect("/manage/help/launch", toast=_("Saved."))


@get("/manage/help/meetings/new", action=STAFF)
async def wish(visit: Visit) -> Page:  # noqa: ARG001 - every handler gets the visit
    return page("help/meeting.html", form=bind(WishForm))


@post("/manage/help/meetings/new", action=STAFF)
async def take_wish(visit: Visit) -> Page | Redirect:
    form, person, tenant_id = bind(WishForm, await visit.body()), person_of(visit), visit.tenant.id
    if not form.ok:
        return page("help/meeting.html", status=422, form=form)
    sent = form.values
    meeting_id = await at_platform(
        lambda: meetings.ask_for_meeting(
            tenant_id=tenant_id,
            title=sent.title,
            wish=sent.wish,
            starts_at=sent.starts_at,
            by=person.name,
        )
    )
    await note(action="help.meeting", subject="help_meeting", subject_id=meeting_id, by=person)
    return redirect("/manage/help", toast=_("Sent. You get a mail when a time is agreed."))


@get("/manage/help/meetings/{meeting_id:int}/calendar.ics", action=STAFF)
async def calendar(visit: Visit, meeting_id: int) -> Data:
    tenant = visit.tenant
    found = await at_platform(lambda: meetings.meeting_named(tenant_id=tenant.id, meeting_id=meeting_id))
    if found is None:
        raise NotFound
    url = address_of(tenant, "/manage/help")
    return Data(meetings.calendar_file(found, host=tenant.hosts[0], url=url), "text/calendar; charset=utf-8")
