"""The plan of this place: what it has, what it could have, and what a change would cost before it is made."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import cast

from core.forms import Bound, Raw, bind
from core.http import Answer, NotFound, Visit, get, page, post, redirect
from core.i18n import Text, _
from core.staff.record import noted
from core.text import Refused
from tenants.plans.buying import choose
from tenants.plans.catalogue import Currency, Period, Plan, catalogue
from tenants.plans.changing import ChangedMeanwhile, Choice, Preview, leave, locked, preview, stay
from tenants.plans.forms import ChoiceForm
from tenants.plans.gates import Quota, plugins_missing, quotas_here
from tenants.plans.here import inhabitants_here, invoices_here, subscription_here, there
from tenants.plans.invoices.model import vat_of
from tenants.plans.invoices.sending import paper_link
from tenants.plans.money import money
from tenants.plans.stripe.client import takes_cards
from tenants.plans.stripe.paying import due_at_change, go_on_at_stripe
from tenants.plans.subscription import Stage, Subscription
from tenants.plans.words import INVOICE_STATES, PAYMENTS, PERIODS, STAGES, say_stage

BASE = "/manage/plan"
ACTION = "plans.manage"
UNPROCESSABLE = 422
_VAT = 25


@dataclass(frozen=True, slots=True)
class Offer:
    """One plan as it is offered here."""

    plan: Plan
    year: str
    month: str
    current: bool


@get(BASE, action=ACTION)
async def show(visit: Visit) -> Answer:
    ways = [way for way in PAYMENTS.items() if takes_cards() or way[0] == "invoice"]
    return await _shown(visit, bind(ChoiceForm, options={"payment": ways}))


@get(BASE + "/choose", action=ACTION)
async def look(visit: Visit) -> Answer:
    """What the choice means. Nothing is changed."""
    form = bind(ChoiceForm, {name: [value] for name, value in visit.query.items()})
    if not form.ok or _plan(form) is None:
        return redirect(BASE)
    return await _previewed(form)


@post(BASE + "/choose", action=ACTION)
async def take(visit: Visit) -> Answer:
    form = bind(ChoiceForm, await visit.body())
    if not form.ok or _plan(form) is None:
        return redirect(BASE)
    choice, version, by = choice_in(form), version_in(form), _by(visit)

    async def deed(tenant_id: str) -> Preview:
        return await choose(tenant_id, choice, version=version, by=by, language=visit.site.main_language)

    try:
        seen = await there(deed)
    except Refused as refused:
        return await _previewed(form, refused)
    await noted(visit, "plans.choose", plan=choice.plan.key, period=choice.period)
    if seen.later:
        return redirect(BASE, toast=_("Saved. It counts from the end of what is paid for."))
    return redirect(BASE, toast=_("Done. Your plan is {plan}.").format(plan=choice.plan.name))


@post(BASE + "/leave", action=ACTION)
async def end(visit: Visit) -> Answer:
    version, by = _version_of(await visit.body()), _by(visit)

    async def deed(tenant_id: str) -> None:
        had = same(await locked(tenant_id), version)
        if had.by_stripe:
            await go_on_at_stripe(had, further=False)
        await leave(had, by=by)

    return await _done(
        visit, deed, "plans.leave", _("Your plan ends with what is paid for. Nothing is deleted.")
    )


@post(BASE + "/stay", action=ACTION)
async def keep(visit: Visit) -> Answer:
    version, by = _version_of(await visit.body()), _by(visit)

    async def deed(tenant_id: str) -> None:
        had = same(await locked(tenant_id), version)
        if had.stage(visit.now) is not Stage.LEAVING:
            return
        if had.by_stripe:
            await go_on_at_stripe(had, further=True)
        await stay(had, by=by)

    return await _done(visit, deed, "plans.stay", _("Your plan goes on."))


async def _done(visit: Visit, deed: Callable[[str], Awaitable[None]], name: str, said: Text) -> Answer:
    try:
        await there(deed)
    except Refused as refused:
        return redirect(BASE, toast=refused.message, done=False)
    await noted(visit, name)
    return redirect(BASE, toast=said)


async def _shown(visit: Visit, form: Bound[ChoiceForm]) -> Answer:
    had, sold = await subscription_here(), catalogue()
    if sold is None:
        raise NotFound
    return page(
        "plans/plan.html",
        had=had,
        words=say_stage(had, visit.now),
        stage=had.stage(visit.now),
        stage_name=STAGES[had.stage(visit.now)],
        offers=[_offer(each, had, await inhabitants_here()) for each in sold.plan],
        quotas=await _quotas(had),
        invoices=await invoices_here(),
        form=form,
        cards=takes_cards(),
        said={"payments": PAYMENTS, "periods": PERIODS, "states": INVOICE_STATES},
        next_plan=sold.named(had.next_plan),
        money=money,
        paper_link=paper_link,
    )


async def _quotas(had: Subscription) -> list[Quota]:
    return await quotas_here(had.plan) if had.plan else []


def _offer(plan: Plan, had: Subscription, inhabitants: int) -> Offer:
    year, month = (
        money(plan.costs(inhabitants=inhabitants, period=period, currency=had.currency), had.currency)
        for period in _BOTH
    )
    return Offer(plan, year, month, had.plan_key == plan.key)


async def _previewed(form: Bound[ChoiceForm], refused: Refused | None = None) -> Answer:
    choice = choice_in(form)
    had = await subscription_here()

    async def ask(tenant_id: str) -> tuple[Preview, list[str], int | None]:
        due = await due_at_change(had, choice) if had.by_stripe and takes_cards() else None
        return await preview(had, choice), await plugins_missing(tenant_id, choice.plan), due

    try:
        seen, missing, due = await there(ask)
    except Refused as away:
        return redirect(BASE, toast=away.message, done=False)
    vat = vat_of(seen.now, _VAT)
    return page(
        "plans/preview.html",
        status=UNPROCESSABLE if refused else 200,
        had=had,
        seen=seen,
        missing=missing,
        with_tax=None if due is None else money(due, choice.currency),
        problem=refused.message if refused else None,
        sums=[money(each, choice.currency) for each in (seen.price, seen.now, vat, seen.now + vat)],
        parts=[money(each, choice.currency) for each in (seen.proration.charge, seen.proration.credit)]
        if seen.proration
        else [],
        same=_has(had, choice),
        billed=had.billing.complete and (had.billing.public or choice.payment != "invoice"),
        cards=takes_cards(),
        said={"payments": PAYMENTS, "periods": PERIODS},
    )


def _has(had: Subscription, choice: Choice) -> bool:
    """Just this, and nothing else is to follow."""
    wished = (choice.plan.key, choice.period, choice.currency, choice.payment)
    goes_on = had.ends_at is None and not had.next_plan
    return goes_on and (had.plan_key, had.period, had.currency, had.payment) == wished


def _plan(form: Bound[ChoiceForm]) -> Plan | None:
    sold = catalogue()
    return sold.named(form.values.plan) if sold else None


def choice_in(form: Bound[ChoiceForm]) -> Choice:
    plan, typed = _plan(form), form.values
    if plan is None:
        raise NotFound
    return Choice(
        plan=plan,
        period=cast(Period, typed.period),
        currency=cast(Currency, typed.currency),
        payment=typed.payment,
    )


def version_in(form: Bound[ChoiceForm]) -> int:
    return int(form.values.version) if form.values.version.isdigit() else -1


def _version_of(raw: Raw) -> int:
    sent = raw.get("version", [""])[-1]
    return int(sent) if isinstance(sent, str) and sent.isdigit() else -1


def same(had: Subscription, version: int) -> Subscription:
    if had.version != version:
        raise ChangedMeanwhile
    return had


def _by(visit: Visit) -> str:
    return visit.person.email if visit.person else ""


_BOTH: tuple[Period, Period] = ("year", "month")
