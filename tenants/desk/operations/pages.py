"""Operations on a place: chosen, seen, done; and what was done before."""

from typing import Annotated

import msgspec

from core.files.sending import send_kept
from core.forms import Bound, Hidden, LongText, bind
from core.http import NotFound, Page, Redirect, Stream, Visit, get, page, post, redirect
from core.i18n import _
from core.tenancy import Tenant
from core.text import Refused
from tenants.desk.operations import book, doing
from tenants.desk.operations.kinds import OPERATIONS, Operation, choices
from tenants.desk.places import ACTION, UNPROCESSABLE, expert_of, tenant_named

_ALL = "/desk/{tenant_id:str}/operations"


class WhyForm(msgspec.Struct):
    why: Annotated[str, LongText(label=_("Why?"), help=_("It stands in the record of the place."), max=1_000)]
    what: Annotated[str, Hidden(max=253)] = ""


@get(_ALL, action=ACTION, at="platform")
async def show_operations(visit: Visit, tenant_id: str) -> Page:  # noqa: ARG001 - every handler gets the visit
    tenant = await tenant_named(tenant_id)
    return await _page(tenant)


@get(_ALL + "/{kind:str}", action=ACTION, at="platform")
async def see(visit: Visit, tenant_id: str, kind: str) -> Page:
    tenant, operation = await tenant_named(tenant_id), _operation(kind)
    return await _preview(
        tenant, operation, bind(WhyForm, initial={"what": visit.query.get("what", "")[:253]})
    )


@post(_ALL + "/{kind:str}", action=ACTION, at="platform")
async def do(visit: Visit, tenant_id: str, kind: str) -> Page | Redirect:
    tenant, operation = await tenant_named(tenant_id), _operation(kind)
    form = bind(WhyForm, await visit.body())
    if not form.ok:
        return await _preview(tenant, operation, form, UNPROCESSABLE)
    try:
        said = await operation.do(tenant, form.values.what, form.values.why, expert_of(visit))
    except Refused as refused:
        return await _preview(tenant, operation, form.refuse(refused), UNPROCESSABLE)
    return redirect(f"/desk/{tenant.id}/operations", toast=said)


@post("/desk/{tenant_id:str}/keep", action=ACTION, at="platform")
async def stop_deletion(visit: Visit, tenant_id: str) -> Redirect:
    tenant = await tenant_named(tenant_id)
    if not await doing.stop_deletion(tenant):
        raise NotFound
    why = "the deletion was stopped"
    await book.note_in_place(tenant, expert=expert_of(visit), what="keep", why=why, details={})
    return redirect(f"/desk/{tenant.id}/operations", toast=_("Stopped. The site is as it was."))


@get("/desk/{tenant_id:str}/archives/{operation_id:int}", action=ACTION, at="platform")
async def fetch(visit: Visit, tenant_id: str, operation_id: int) -> Stream:  # noqa: ARG001 - as above
    found = await book.operation(operation_id, tenant_id=tenant_id)
    if found is None or not found["file"]:
        raise NotFound
    return await send_kept(found["file"])


def _operation(kind: str) -> Operation:
    if kind not in OPERATIONS:
        raise NotFound
    return OPERATIONS[kind]


async def _preview(tenant: Tenant, operation: Operation, form: Bound[WhyForm], status: int = 200) -> Page:
    """Where it cannot be done, the page says why, and there is nothing to press."""
    what = str(form["what"].value or "")
    try:
        will, cannot = await operation.preview(tenant, what), None
    except Refused as refused:
        will, cannot = [], refused.message
        status = UNPROCESSABLE
    return page(
        "tenants/desk/operation.html",
        status=status,
        place=tenant,
        operation=operation,
        will=will,
        cannot=cannot,
        what=what,
        form=form,
    )


async def _page(tenant: Tenant) -> Page:
    return page(
        "tenants/desk/operations.html",
        place=tenant,
        operations=tuple(OPERATIONS.values()),
        names={key: each.name for key, each in OPERATIONS.items()}
        | {"upgrade": _("Bring a plugin up to date")},
        done=await book.operations_of(tenant.id),
        deletion=await book.waiting_deletion(tenant.id),
        choices=await choices(tenant),
    )
