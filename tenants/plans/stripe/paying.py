"""Paying through Stripe: customer, checkout, portal, changing plan, tax number. In the platform's scope, the row locked."""

from dataclasses import replace
from typing import Any

from stripe import StripeClient

from core.i18n import _
from core.tenancy import Tenant
from core.tenancy.registry import address_of
from core.text import Refused
from tenants.plans.billing import Billing
from tenants.plans.changing import Choice, price_of, write
from tenants.plans.gates import check_plugins
from tenants.plans.invoices.issue import DAYS_TO_PAY
from tenants.plans.stripe.client import plainly, stripe_client, takes_cards
from tenants.plans.stripe.prices import price_at_stripe
from tenants.plans.subscription import Subscription, today

PAGE = "/manage/plan"


class PaidByInvoice(Refused):
    """Nobody pays twice for the same days."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You have paid by invoice. End the plan first; when what is paid for is used, you can pay by card."
            )
        )


class NoCardPlan(Refused):
    def __init__(self) -> None:
        super().__init__(_("You do not pay through the payment service now."))


async def customer_of(client: StripeClient, had: Subscription, *, by: str) -> tuple[str, Subscription]:
    """Made once for each place: the key makes a second try find the first."""
    if had.stripe_customer:
        return had.stripe_customer, had
    about: Any = {**_about(had.billing), "metadata": {"tenant": had.tenant}}
    made = await client.v1.customers.create_async(
        about,
        {"idempotency_key": f"customer:{had.tenant}"},
    )
    await write(had, by=by, what="customer", stripe_customer=made.id)
    return made.id, _next(had, stripe_customer=made.id)


async def checkout(had: Subscription, choice: Choice, *, tenant: Tenant, by: str, locale: str) -> str:
    """The address of Stripe's page where the card is given; the plan begins when Stripe says that it is paid."""
    _check_free(had)
    await check_plugins(had.tenant, choice.plan)
    client = stripe_client()
    with plainly():
        customer, had = await customer_of(client, had, by=by)
        price = await price_at_stripe(client, choice, await price_of(had.tenant, choice))
        session = await client.v1.checkout.sessions.create_async(
            {
                "mode": "subscription",
                "customer": customer,
                "client_reference_id": had.tenant,
                "line_items": [{"price": price, "quantity": 1}],
                "subscription_data": {"metadata": {"tenant": had.tenant}},
                "automatic_tax": {"enabled": True},
                "tax_id_collection": {"enabled": True},
                "customer_update": {"name": "auto", "address": "auto"},
                "locale": "nb" if locale in ("nb", "nn", "se") else "en",
                "success_url": address_of(tenant, f"{PAGE}?paid=yes"),
                "cancel_url": address_of(tenant, PAGE),
            },
            {"idempotency_key": f"checkout:{had.tenant}:{had.version}:{price}"},
        )
    return session.url or ""


async def portal(had: Subscription, *, tenant: Tenant) -> str:
    """Stripe's page for cards and receipts."""
    if not had.stripe_customer:
        raise NoCardPlan
    client = stripe_client()
    with plainly():
        session = await client.v1.billing_portal.sessions.create_async(
            {"customer": had.stripe_customer, "return_url": address_of(tenant, PAGE)}
        )
    return session.url


async def subscribe_by_mail(had: Subscription, choice: Choice, *, by: str) -> None:
    """Stripe's invoice by e-mail, for those without an organisation number in Norway. It counts when Stripe tells."""
    _check_free(had)
    await check_plugins(had.tenant, choice.plan)
    client = stripe_client()
    with plainly():
        customer, had = await customer_of(client, had, by=by)
        price = await price_at_stripe(client, choice, await price_of(had.tenant, choice))
        made = await client.v1.subscriptions.create_async(
            {
                "customer": customer,
                "items": [{"plan": price}],
                "collection_method": "send_invoice",
                "days_until_due": DAYS_TO_PAY,
                "metadata": {"tenant": had.tenant},
            },
            {"idempotency_key": f"subscribe:{had.tenant}:{had.version}:{price}"},
        )
    await write(had, by=by, what="subscribe", stripe_subscription=made.id, payment="mail")


async def change_plan(had: Subscription, choice: Choice, *, by: str) -> None:
    """Up or down, at once; Stripe works out what is due for the rest of the period, and puts it on the next invoice."""
    await check_plugins(had.tenant, choice.plan)
    client = stripe_client()
    with plainly():
        subscription, item = await _item_of(client, had)
        price = await price_at_stripe(client, choice, await price_of(had.tenant, choice))
        await client.v1.subscriptions.update_async(
            subscription,
            {"items": [{"id": item, "plan": price}]},
            {"idempotency_key": f"change:{had.tenant}:{had.version}:{price}"},
        )
    await write(had, by=by, what="change", plan=choice.plan.key, period=choice.period)


async def due_at_change(had: Subscription, choice: Choice) -> int:
    """What Stripe would ask on the next invoice, tax included. Nothing is changed."""
    client = stripe_client()
    with plainly():
        subscription, item = await _item_of(client, had)
        price = await price_at_stripe(client, choice, await price_of(had.tenant, choice))
        asked: Any = {"items": [{"id": item, "plan": price}]}
        seen = await client.v1.invoices.create_preview_async(
            {
                "customer": had.stripe_customer or "",
                "subscription": subscription,
                "subscription_details": asked,
            }
        )
    return seen.amount_due


async def go_on_at_stripe(had: Subscription, *, further: bool) -> None:
    """Whether another period follows when what is paid for is used."""
    if not had.stripe_subscription:
        raise NoCardPlan
    client = stripe_client()
    with plainly():
        await client.v1.subscriptions.update_async(
            had.stripe_subscription, {"cancel_at_period_end": not further}
        )


async def tell_stripe(had: Subscription, billing: Billing) -> None:
    """Name, address and tax number, where the place is a customer there."""
    if not (had.stripe_customer and takes_cards()):
        return
    client = stripe_client()
    with plainly():
        await client.v1.customers.update_async(had.stripe_customer, _about(billing))  # type: ignore[arg-type]
        await _tell_tax_number(client, had.stripe_customer, billing)


async def _tell_tax_number(client: StripeClient, customer: str, billing: Billing) -> None:
    number = billing.tax_id or (f"{billing.organisation_number}MVA" if billing.public else "")
    known = await client.v1.customers.tax_ids.list_async(customer)
    if number and number not in {each.value for each in known.data}:
        kind: Any = "no_vat" if billing.country == "NO" else "eu_vat"
        await client.v1.customers.tax_ids.create_async(customer, {"type": kind, "value": number})


async def _item_of(client: StripeClient, had: Subscription) -> tuple[str, str]:
    if not had.stripe_subscription:
        raise NoCardPlan
    found = await client.v1.subscriptions.retrieve_async(had.stripe_subscription)
    return found.id, found["items"]["data"][0]["id"]


def _check_free(had: Subscription) -> None:
    running = had.state == "active" and had.payment == "invoice"
    if running and had.period_end is not None and had.period_end > today():
        raise PaidByInvoice


def _about(billing: Billing) -> dict[str, Any]:
    address = {
        "line1": billing.street,
        "postal_code": billing.postcode,
        "city": billing.city,
        "country": billing.country,
    }
    return {"name": billing.name, "email": billing.email, "address": address} if billing.name else {}


def _next(had: Subscription, **changes: Any) -> Subscription:
    """As it stands after one more write."""
    return replace(had, version=had.version + 1, **changes)
