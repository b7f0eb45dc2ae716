"""Our prices as Stripe knows them: made when first needed, under a name that says all of it, never changed."""

import re
from typing import NamedTuple

import stripe
from stripe import StripeClient

from tenants.plans.catalogue import Period
from tenants.plans.changing import Choice

_NAME = re.compile(
    r"allmenning_(?P<plan>[a-z0-9-]+)_(?P<period>month|year)_(?P<currency>nok|eur)_(?P<amount>\d+)"
)


class Named(NamedTuple):
    plan: str
    period: str
    currency: str
    amount: int


def name_of(plan: str, period: Period, currency: str, amount: int) -> str:
    return f"allmenning_{plan}_{period}_{currency.lower()}_{amount}"


def read_name(name: str) -> Named | None:
    """None for a price that is not one of ours."""
    found = _NAME.fullmatch(name)
    return (
        Named(found["plan"], found["period"], found["currency"].upper(), int(found["amount"]))
        if found
        else None
    )


async def price_at_stripe(client: StripeClient, choice: Choice, amount: int) -> str:
    """The name of the price, which stands there now. Two who make it at once make the same."""
    name = name_of(choice.plan.key, choice.period, choice.currency, amount)
    if await _is_there(client, name):
        return name
    product = f"allmenning_{choice.plan.key}"
    await _make_product(client, product, choice.plan.names.get("en", choice.plan.key))
    try:
        await client.v1.plans.create_async(
            {
                "id": name,
                "amount": amount,
                "currency": choice.currency.lower(),
                "interval": choice.period,
                "product": product,
            }
        )
    except stripe.InvalidRequestError as error:
        if error.code != "resource_already_exists":
            raise
    return name


async def _is_there(client: StripeClient, name: str) -> bool:
    try:
        await client.v1.plans.retrieve_async(name)
    except stripe.InvalidRequestError as error:
        if error.http_status == 404:  # noqa: PLR2004 - not there
            return False
        raise
    return True


async def _make_product(client: StripeClient, product: str, name: str) -> None:
    try:
        await client.v1.products.retrieve_async(product)
    except stripe.InvalidRequestError as error:
        if error.http_status != 404:  # noqa: PLR2004 - not there
            raise
        await client.v1.products.create_async({"id": product, "name": f"Allmenning {name}"})
