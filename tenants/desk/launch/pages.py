"""The launch plan and the meetings of a place, at the desk."""

from typing import Any

from core.forms import Bound, bind
from core.http import Data, NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.i18n import _
from core.settings import settings
from core.tenancy import PLATFORM, Tenant
from core.tenancy.registry import address_of
from core.text import Refused
from tenants.desk.launch import meetings, plan
from tenants.desk.launch.forms import MeetingForm, PlanForm, StepForm
from tenants.desk.launch.steps import SIDES
from tenants.desk.launch.telling import tell_of_meeting
from tenants.desk.places import ACTION, UNPROCESSABLE, expert_of, sent_number, tenant_named

_LAUNCH = "/desk/{tenant_id:str}/launch"


@get(_LAUNCH, action=ACTION, at="platform")
async def show_plan(visit: Visit, tenant_id: str) -> Page:
    return await _page(visit, await tenant_named(tenant_id))


@post(_LAUNCH, action=ACTION, at="platform")
async def make_plan(visit: Visit, tenant_id: str) -> Page | Redirect:
    tenant, form = await tenant_named(tenant_id), bind(PlanForm, await visit.body())
    if not form.ok:
        return await _page(visit, tenant, plan_form=form, status=UNPROCESSABLE)
    try:
        await plan.make_plan(
            tenant_id=tenant.id, signed_on=form.values.signed_on, launch_on=form.values.launch_on
        )
    except Refused as refused:
        return await _page(visit, tenant, plan_form=form.refuse(refused), status=UNPROCESSABLE)
    return redirect(f"/desk/{tenant.id}/launch", toast=_("Saved."))


@post(_LAUNCH + "/steps", action=ACTION, at="platform")
async def add_step(visit: Visit, tenant_id: str) -> Page | Redirect:
    tenant, form = await tenant_named(tenant_id), bind(StepForm, await visit.body())
    if not form.ok:
        return await _page(visit, tenant, step_form=form, status=UNPROCESSABLE)
    sent = form.values
    await plan.add_step(
        tenant_id=tenant.id,
        title=sent.title,
        side=sent.side,
        owner_name=sent.owner_name,
        due_on=sent.due_on,
    )
    return redirect(f"/desk/{tenant.id}/launch", toast=_("Saved."))


@post(_LAUNCH + "/steps/{step_id:int}", action=ACTION, at="platform")
async def tick(visit: Visit, tenant_id: str, step_id: int) -> Redirect:
    tenant = await tenant_named(tenant_id)
    done = (await visit.body()).get("done", ["1"])[-1] == "1"
    by = expert_of(visit).name
    if not await plan.change_step(
        tenant_id=tenant.id, step_id=step_id, done=done, owner_name=None, due_on=None, by=by
    ):
        raise NotFound
    return redirect(f"/desk/{tenant.id}/launch", toast=_("Saved."))


@post("/desk/{tenant_id:str}/meetings", action=ACTION, at="platform")
async def agree(visit: Visit, tenant_id: str) -> Page | Redirect:
    tenant, form = await tenant_named(tenant_id), bind(MeetingForm, await visit.body())
    if not form.ok:
        return await _page(visit, tenant, meeting_form=form, status=UNPROCESSABLE)
    expert, sent = expert_of(visit), form.values
    meeting_id = await meetings.agree(
        tenant_id=tenant.id,
        agreed=meetings.Agreed(
            title=sent.title,
            starts_at=sent.starts_at,
            minutes=sent.minutes,
            where=sent.where,
            kind=sent.kind,
        ),
        expert_id=expert.id,
        expert_name=expert.name,
        meeting_id=await sent_number(visit, "meeting"),
    )
    if not meeting_id:
        raise NotFound
    await tell_of_meeting(tenant, meeting_id)
    return redirect(f"/desk/{tenant.id}/launch", toast=_("Agreed. The administrators get a mail."))


@post("/desk/{tenant_id:str}/meetings/{meeting_id:int}/cancel", action=ACTION, at="platform")
async def cancel(visit: Visit, tenant_id: str, meeting_id: int) -> Redirect:  # noqa: ARG001 - every handler gets the visit
    tenant = await tenant_named(tenant_id)
    if not await meetings.cancel(tenant_id=tenant.id, meeting_id=meeting_id):
        raise NotFound
    await tell_of_meeting(tenant, meeting_id)
    return redirect(f"/desk/{tenant.id}/launch", toast=_("Called off."))


@get("/desk/{tenant_id:str}/meetings/{meeting_id:int}/calendar.ics", action=ACTION, at="platform")
async def calendar(visit: Visit, tenant_id: str, meeting_id: int) -> Data:  # noqa: ARG001 - as above
    tenant = await tenant_named(tenant_id)
    found = await meetings.meeting_named(tenant_id=tenant.id, meeting_id=meeting_id)
    if found is None:
        raise NotFound
    url = address_of(PLATFORM, f"/desk/{tenant.id}/launch")
    return Data(
        meetings.calendar_file(found, host=settings().platform_host, url=url), "text/calendar; charset=utf-8"
    )


async def _page(
    visit: Visit,
    tenant: Tenant,
    *,
    plan_form: Bound[Any] | None = None,
    step_form: Bound[Any] | None = None,
    meeting_form: Bound[Any] | None = None,
    status: int = 200,
) -> Page:
    launch = await plan.launch_of(tenant.id)
    days = {"signed_on": launch.signed_on, "launch_on": launch.launch_on} if launch else {}
    return page(
        "tenants/desk/launch.html",
        status=status,
        place=tenant,
        launch=launch,
        sides=SIDES,
        today=visit.now.date(),
        meetings=await meetings.coming(tenant.id),
        plan_form=plan_form or bind(PlanForm, initial=days),
        step_form=step_form or bind(StepForm),
        meeting_form=meeting_form or bind(MeetingForm),
    )
