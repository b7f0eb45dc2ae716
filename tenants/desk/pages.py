"""A place at the desk: all that is known of it, and the decision whether it is who it says."""

from typing import Annotated

import msgspec

from core.forms import Bound, Hidden, LongText, ShortText, bind
from core.http import NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.i18n import _
from core.tenancy import Tenant
from core.text import Refused
from tenants.desk.domains import add_domain, domains_of, remove_domain
from tenants.desk.health.listing import health_of
from tenants.desk.places import ACTION, UNPROCESSABLE, expert_of
from tenants.desk.portfolio.pages import NoteForm, TaskForm
from tenants.desk.portfolio.service import followers, notes_of, tasks_of
from tenants.desk.service import Listed, administrators, decisions, place
from tenants.desk.standing import confirm, refuse
from tenants.desk.visit_pages import VisitForm
from tenants.plans.for_desk import plan_line_of
from tenants.plans.forms import DaysForm


class DecisionForm(msgspec.Struct):
    note: Annotated[
        str,
        LongText(
            label=_("Note"),
            help=_("How do you know? When you refuse, the person who signed up gets to read it."),
            max=1_000,
            missing=_("Write how you know, so that a colleague can understand it later."),
        ),
    ]
    decision: Annotated[str, Hidden(max=20)] = ""


class DomainForm(msgspec.Struct):
    domain: Annotated[
        str,
        ShortText(
            label=_("Mail domain"),
            help=_(
                "Whoever proves an address on it speaks for the organisation. For example halden.kommune.no."
            ),
            max=253,
            missing=_("Write a domain like halden.kommune.no."),
        ),
    ]


@get("/desk/{tenant_id:str}", action=ACTION, at="platform")
async def show_place(visit: Visit, tenant_id: str) -> Page:
    listed, tenant = await _place(tenant_id)
    return await _place_page(visit, listed, tenant, bind(DecisionForm), bind(DomainForm))


@post("/desk/{tenant_id:str}/decision", action=ACTION, at="platform")
async def decide(visit: Visit, tenant_id: str) -> Page | Redirect:
    listed, tenant = await _place(tenant_id)
    form = bind(DecisionForm, await visit.body())
    if not form.ok:
        return await _place_page(visit, listed, tenant, form, bind(DomainForm), UNPROCESSABLE)
    deed, toast = (
        (refuse, _("Refused. The site is closed."))
        if form.values.decision == "refuse"
        else (
            confirm,
            _("Confirmed. The site is open to all."),
        )
    )
    try:
        await deed(tenant, note=form.values.note, by=_by(visit))
    except Refused as refused:
        return await _place_page(visit, listed, tenant, form.refuse(refused), bind(DomainForm), UNPROCESSABLE)
    return redirect(f"/desk/{tenant.id}", toast=toast)


@post("/desk/{tenant_id:str}/domains", action=ACTION, at="platform")
async def take_domain(visit: Visit, tenant_id: str) -> Page | Redirect:
    listed, tenant = await _place(tenant_id)
    form = bind(DomainForm, await visit.body())
    if not form.ok:
        return await _place_page(visit, listed, tenant, bind(DecisionForm), form, UNPROCESSABLE)
    try:
        await add_domain(domain=form.values.domain, organisation=key_of(tenant), by=_by(visit))
    except Refused as refused:
        return await _place_page(
            visit, listed, tenant, bind(DecisionForm), form.refuse(refused), UNPROCESSABLE
        )
    return redirect(f"/desk/{tenant.id}", toast=_("Saved."))


@post("/desk/{tenant_id:str}/domains/{domain_id:int}/remove", action=ACTION, at="platform")
async def drop_domain(visit: Visit, tenant_id: str, domain_id: int) -> Redirect:  # noqa: ARG001
    _listed, tenant = await _place(tenant_id)
    await remove_domain(domain_id=domain_id, organisation=key_of(tenant))
    return redirect(f"/desk/{tenant.id}", toast=_("Removed."))


def key_of(tenant: Tenant) -> str:
    """As the register of domains names an organisation. Empty for one without a number, or refused."""
    return next(
        (f"{n}:{tenant.organisation[n]}" for n in ("register", "orgnr") if n in tenant.organisation), ""
    )


async def _place(tenant_id: str) -> tuple[Listed, Tenant]:
    found = await place(tenant_id)
    if found is None:
        raise NotFound
    return found


def _by(visit: Visit) -> str:
    return visit.person.email if visit.person else ""


async def _place_page(
    visit: Visit,
    listed: Listed,
    tenant: Tenant,
    form: Bound[DecisionForm],
    domain_form: Bound[DomainForm],
    status: int = 200,
) -> Page:
    key = key_of(tenant)
    return page(
        "tenants/desk_place.html",
        status=status,
        listed=listed,
        form=form,
        domain_form=domain_form,
        visit_form=bind(VisitForm),
        note_form=bind(NoteForm),
        task_form=bind(TaskForm),
        notes=await notes_of(tenant.id),
        tasks=await tasks_of(tenant.id),
        followers=(following := await followers(tenant.id)),
        mine=any(each["id"] == expert_of(visit).id for each in following),
        health=await health_of(tenant.id),
        plan=await plan_line_of(tenant.id),
        days_form=bind(DaysForm),
        key=key,
        domains=await domains_of(key) if key else [],
        administrators=await administrators(tenant),
        decisions=await decisions(tenant.id),
    )
