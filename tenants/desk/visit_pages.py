"""From the desk into a place: with a reason, for an hour, and the place sees it (core.account.visiting). Where the place
wants to be asked first, the door opens when its administrators have said yes."""

from typing import Annotated

import msgspec

from core.account.visiting import support_link
from core.forms import Bound, LongText, bind
from core.http import NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.i18n import _
from core.tenancy import Tenant
from core.tenancy.registry import tenant_in_scope
from core.text import Refused
from tenants.desk.entering.asks import allowed_reason, ask_to_enter, asks_of, wants_to_be_asked
from tenants.desk.places import ACTION, UNPROCESSABLE, expert_of


class VisitForm(msgspec.Struct):
    reason: Annotated[
        str,
        LongText(
            label=_("Why do you go in?"),
            help=_("The administrators of the place get to read this."),
            max=300,
            missing=_("Write why you go in, so that the municipality can understand it."),
        ),
    ]


@get("/desk/{tenant_id:str}/visit", action=ACTION, at="platform")
async def ask_reason(visit: Visit, tenant_id: str) -> Page:
    tenant = await _tenant(tenant_id)
    reason = await allowed_reason(tenant_id=tenant.id, expert=expert_of(visit)) or ""
    return await _page(tenant, bind(VisitForm, initial={"reason": reason}), "")


@post("/desk/{tenant_id:str}/visit", action=ACTION, at="platform")
async def ask_to_visit(visit: Visit, tenant_id: str) -> Page | Redirect:
    """A page with a link, and no redirect: a form may not lead to another host (form-action)."""
    tenant, expert = await _tenant(tenant_id), expert_of(visit)
    form = bind(VisitForm, await visit.body())
    if not form.ok:
        return await _page(tenant, form, "", UNPROCESSABLE)
    try:
        reason = form.values.reason
        if await wants_to_be_asked(tenant):
            agreed = await allowed_reason(tenant_id=tenant.id, expert=expert)
            if agreed is None:
                await ask_to_enter(tenant=tenant, expert=expert, reason=reason)
                return redirect(f"/desk/{tenant.id}/visit", toast=_("The administrators are asked."))
            reason = agreed  # what they said yes to is what stands in their record
        door = support_link(tenant, expert=expert, reason=reason)
    except Refused as refused:
        return await _page(tenant, form.refuse(refused), "", UNPROCESSABLE)
    return await _page(tenant, form, door)


async def _tenant(tenant_id: str) -> Tenant:
    tenant = await tenant_in_scope(tenant_id)
    if tenant is None or not tenant.hosts:
        raise NotFound
    return tenant


async def _page(tenant: Tenant, form: Bound[VisitForm], door: str, status: int = 200) -> Page:
    return page(
        "tenants/desk_visit.html",
        status=status,
        place=tenant,
        form=form,
        door=door,
        asks=await asks_of(tenant.id),
    )
