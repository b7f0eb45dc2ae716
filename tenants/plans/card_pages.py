"""Paying through Stripe. A form may not lead to another host, so each way there is a page with a link."""

from core.forms import Bound, bind
from core.http import Answer, NotFound, Visit, page, post, redirect
from core.i18n import _
from core.staff.record import noted
from core.text import Refused
from tenants.plans.changing import locked
from tenants.plans.forms import ChoiceForm
from tenants.plans.here import there
from tenants.plans.pages import BASE, choice_in, same, version_in
from tenants.plans.stripe.paying import change_plan, checkout, portal, subscribe_by_mail

ACTION = "plans.manage"


@post(BASE + "/card", action=ACTION)
async def pay(visit: Visit) -> Answer:
    form = bind(ChoiceForm, await visit.body())
    if not form.ok:
        return redirect(BASE)
    try:
        door = await _pay(visit, form)
    except Refused as refused:
        return redirect(BASE, toast=refused.message, done=False)
    await noted(visit, "plans.card", plan=form.values.plan)
    if not door:
        return redirect(
            BASE,
            toast=_("Sent. It counts as soon as the payment service has said yes, mostly within a minute."),
        )
    return page("plans/door.html", door=door, title=_("Pay by card"))


@post(BASE + "/portal", action=ACTION)
async def cards(visit: Visit) -> Answer:
    async def deed(tenant_id: str) -> str:
        return await portal(await locked(tenant_id), tenant=visit.tenant)

    try:
        door = await there(deed)
    except Refused as refused:
        return redirect(BASE, toast=refused.message, done=False)
    return page("plans/door.html", door=door, title=_("Card and receipts"))


async def _pay(visit: Visit, form: Bound[ChoiceForm]) -> str:
    """Where the card is given; empty where nothing more is asked."""
    choice, version, by = choice_in(form), version_in(form), visit.person.email if visit.person else ""
    if choice.payment not in ("card", "mail"):
        raise NotFound

    async def deed(tenant_id: str) -> str:
        had = same(await locked(tenant_id), version)
        if had.by_stripe:
            await change_plan(had, choice, by=by)
            return ""
        if choice.payment == "mail":
            await subscribe_by_mail(had, choice, by=by)
            return ""
        return await checkout(had, choice, tenant=visit.tenant, by=by, locale=visit.locale)

    return await there(deed)
