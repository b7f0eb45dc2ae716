"""Who gets the invoice."""

import msgspec

from core.forms import Bound, bind
from core.http import Answer, Visit, get, page, post, redirect
from core.i18n import _
from core.staff.record import noted
from core.text import Refused
from tenants.plans.billing import Billing
from tenants.plans.changing import ChangedMeanwhile, locked, save_billing
from tenants.plans.forms import BillingForm, as_billing
from tenants.plans.here import subscription_here, there
from tenants.plans.stripe.paying import tell_stripe

BASE = "/manage/plan"
ACTION = "plans.manage"


@get(BASE + "/billing", action=ACTION)
async def ask(visit: Visit) -> Answer:
    had = await subscription_here()
    known = msgspec.to_builtins(had.billing)
    if not had.billing.name:
        known |= {"name": visit.site.name, "organisation_number": visit.tenant.organisation.get("orgnr", "")}
    initial = BillingForm(
        **{name: known.get(name, "") for name in BillingForm.__struct_fields__}
        | {"version": str(had.version)}
    )
    return page("plans/billing.html", form=bind(BillingForm, initial=initial))


@post(BASE + "/billing", action=ACTION)
async def save(visit: Visit) -> Answer:
    form = bind(BillingForm, await visit.body())
    if not form.ok:
        return page("plans/billing.html", status=422, form=form)
    try:
        billing = as_billing(form.values)
        await _save(form, billing, visit.person.email if visit.person else "")
    except Refused as refused:
        return page("plans/billing.html", status=422, form=form.refuse(refused))
    await noted(visit, "plans.billing")
    return redirect(BASE, toast=_("Saved."))


async def _save(form: Bound[BillingForm], billing: Billing, by: str) -> None:
    async def deed(tenant_id: str) -> None:
        had = await locked(tenant_id)
        if str(had.version) != form.values.version:
            raise ChangedMeanwhile
        await save_billing(had, billing, by=by)
        await tell_stripe(had, billing)

    await there(deed)
