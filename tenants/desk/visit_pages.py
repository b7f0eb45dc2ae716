"""From the desk into a place: with a reason, for an hour, and the place sees it (core.account.visiting)."""

from typing import Annotated

import msgspec

from core.access import Refusal
from core.access.reasons import LogIn
from core.account.visiting import support_link
from core.forms import LongText, bind
from core.http import Forbidden, NotFound, Page, Visit, page, post
from core.i18n import _
from core.tenancy.registry import tenant_in_scope
from core.text import Refused

ACTION = "platform.support"
UNPROCESSABLE = 422


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


@post("/desk/{tenant_id:str}/visit", action=ACTION, at="platform")
async def ask_to_visit(visit: Visit, tenant_id: str) -> Page:
    """A page with a link, and no redirect: a form may not lead to another host (form-action)."""
    tenant = await tenant_in_scope(tenant_id)
    if tenant is None or not tenant.hosts:
        raise NotFound
    if visit.person is None:
        raise Forbidden(Refusal(LogIn()))
    form, door = bind(VisitForm, await visit.body()), ""
    if form.ok:
        try:
            door = support_link(tenant, expert=visit.person, reason=form.values.reason)
        except Refused as refused:
            form.refuse(refused)
    status = 200 if door else UNPROCESSABLE
    return page("tenants/desk_visit.html", status=status, place=tenant, form=form, door=door)
