"""Paying through Stripe, against localstripe over HTTP; events are shaped as Stripe's documentation says, and signed."""

import asyncio
import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.db import value
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.settings import settings
from core.tenancy import PLATFORM, Tenant, scope
from tenants.plans.changing import locked, write
from tenants.plans.jobs import reconcile_plans
from tenants.plans.stripe.client import stripe_client
from tenants.plans.stripe.paying import due_at_change
from tenants.plans.stripe.prices import price_at_stripe, read_name
from tests.conftest import Client
from tests.tenants.plans.conftest import BILLING, Administrator, choice, had, only_ideas, small_town, wish
from tests.tenants.plans.stripe_server import KEY, Stripe, localstripe, stripe_at

SECRET = "whsec_for_tests"
FOREIGN = {"organisation_number": "", "tax_id": "SE556677889901", "city": "Strömstad"}


@pytest.fixture(scope="module")
def stripe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stripe]:
    folder: Path = tmp_path_factory.mktemp("localstripe")
    with localstripe(folder) as behind, stripe_at(behind) as found:
        names = {"STRIPE_KEY": KEY, "STRIPE_WEBHOOK_SECRET": SECRET, "STRIPE_API_BASE": found.url}
        os.environ |= names
        settings.cache_clear()
        yield found
        for name in names:
            del os.environ[name]
        settings.cache_clear()


@pytest.fixture
async def town(stripe: Stripe) -> Tenant:
    return await small_town()


async def customer(tenant: Tenant) -> str:
    """Pressed 'Go to payment': the place is a customer there now."""
    found = (await had(tenant)).stripe_customer
    assert found is not None
    return found


async def go_to_payment(browser: httpx.AsyncClient, tenant: Tenant, **more: str) -> httpx.Response:
    told = BILLING | FOREIGN | {"version": str((await had(tenant)).version)}
    assert (await browser.post("/manage/plan/billing", data=told)).status_code == 303
    return await browser.post("/manage/plan/card", data=await wish(tenant, payment="card", **more))


def event(kind: str, about: dict[str, Any], *, event_id: str = "", created: int = 0) -> bytes:
    whole = {
        "id": event_id or f"evt_{secrets.token_hex(8)}",
        "object": "event",
        "api_version": "2026-09-30.basil",
        "created": created or int(time.time()),
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
        "data": {"object": about},
    }
    return json.dumps(whole).encode()


async def tell(browser: httpx.AsyncClient, payload: bytes, *, secret: str = SECRET, age: int = 0) -> int:
    at = int(time.time()) - age
    signature = hmac.new(secret.encode(), b"%d.%s" % (at, payload), hashlib.sha256).hexdigest()
    headers = {"stripe-signature": f"t={at},v1={signature}", "content-type": "application/json"}
    return (await browser.post("/webhooks/stripe", content=payload, headers=headers)).status_code


async def pay(stripe: Stripe, tenant: Tenant, browser: httpx.AsyncClient, plan: str = "full") -> str:
    """The whole way to a running subscription: pressed, card given at Stripe, Stripe has told."""
    await go_to_payment(browser, tenant, plan=plan)
    who = await customer(tenant)
    name = [form for path, form, _key in stripe.asked if path == "/v1/checkout/sessions"][-1][
        "line_items[0][price]"
    ][0]
    stripe.give_card(who)
    return stripe.subscribe(who, name)


async def test_the_way_to_the_card_is_a_link_and_nothing_counts_before_it_is_paid(
    stripe: Stripe, town: Tenant, administrator: Administrator
) -> None:
    door = await go_to_payment(await administrator(town), town)
    assert "https://checkout.stripe.com/c/pay/x" in door.text
    path, form, key = stripe.asked[-1]
    assert path == "/v1/checkout/sessions"
    assert form["client_reference_id"] == [town.id]
    assert read_name(form["line_items[0][price]"][0]) is not None
    assert key.startswith(f"checkout:{town.id}:")
    assert (await had(town)).state == "trial"
    assert stripe.tax_ids(await customer(town)) in ([], ["SE556677889901"])


async def test_a_payment_counts_once_however_often_and_in_whatever_order_it_is_told(
    stripe: Stripe, town: Tenant, administrator: Administrator, client: Client
) -> None:
    subscription = await pay(stripe, town, await administrator(town))
    who, tells = await customer(town), await client(PLATFORM)
    about = {"id": subscription, "object": "subscription", "customer": who}
    first = event("customer.subscription.created", about | {"status": "incomplete"}, created=1_700_000_000)
    later = event("customer.subscription.updated", about | {"status": "active"})
    for payload in (later, first, later, first):
        assert await tell(tells, payload) == 200
    await run_due_jobs(PLATFORM)
    now = await had(town)
    assert (now.state, now.plan_key, now.payment, now.ends_at) == ("active", "full", "card", None)
    version = now.version
    assert await tell(tells, later) == 200
    await run_due_jobs(PLATFORM)
    assert (await had(town)).version == version


async def test_a_first_payment_is_taken_from_the_checkout_alone(
    stripe: Stripe, town: Tenant, administrator: Administrator, client: Client
) -> None:
    subscription = await pay(stripe, town, await administrator(town))
    who = await customer(town)
    async with scope(PLATFORM):
        await write(await locked(town.id), by="test", what="lost", stripe_customer=None)
    session = {
        "object": "checkout.session",
        "client_reference_id": town.id,
        "customer": who,
        "subscription": subscription,
    }
    assert await tell(await client(PLATFORM), event("checkout.session.completed", session)) == 200
    await run_due_jobs(PLATFORM)
    assert ((await had(town)).stripe_customer, (await had(town)).state) == (who, "active")


@pytest.mark.parametrize(("secret", "age"), [("whsec_of_somebody_else", 0), (SECRET, 3600), ("", 0)])
async def test_what_stripe_did_not_sign_is_not_kept(
    stripe: Stripe, client: Client, house: object, secret: str, age: int
) -> None:
    payload = event("invoice.paid", {"customer": "cus_x"}, event_id="evt_forged")
    assert await tell(await client(PLATFORM), payload, secret=secret, age=age) == 400
    async with scope(PLATFORM, read_only=True):
        assert not await value("SELECT count(*) FROM tenants_stripe_event WHERE id = 'evt_forged'")


async def test_nonsense_and_floods_are_refused(stripe: Stripe, client: Client, house: object) -> None:
    tells = await client(PLATFORM)
    assert await tell(tells, b"not json") == 400
    assert await tell(tells, b'{"id": 7}') == 400
    assert await tell(tells, b"x" * 300_000) == 413
    assert (await tells.post("/webhooks/stripe")).status_code == 400
    assert (await tells.get("/webhooks/stripe")).status_code in (404, 405)


async def test_an_unknown_customer_is_kept_and_shown_at_the_desk(
    stripe: Stripe, client: Client, house: object
) -> None:
    payload = event("invoice.paid", {"object": "invoice", "customer": "cus_nobody"}, event_id="evt_nobody")
    assert await tell(await client(PLATFORM), payload) == 200
    await run_due_jobs(PLATFORM)
    desk = await client(PLATFORM, role=Role.SUPPORT)
    assert "evt_nobody" in (await desk.get("/desk/invoices")).text


async def test_an_unknown_kind_is_ignored(stripe: Stripe, client: Client, house: object) -> None:
    assert await tell(await client(PLATFORM), event("payout.paid", {}, event_id="evt_payout")) == 200
    await run_due_jobs(PLATFORM)
    async with scope(PLATFORM, read_only=True):
        assert await value("SELECT outcome FROM tenants_stripe_event WHERE id = 'evt_payout'") == "ignored"


async def test_up_and_down_with_proration_by_stripe(
    stripe: Stripe, town: Tenant, administrator: Administrator, client: Client
) -> None:
    await only_ideas(town)
    browser = await administrator(town)
    subscription = await pay(stripe, town, browser, plan="basic")
    async with scope(PLATFORM):
        await reconcile_plans()
    await run_due_jobs(PLATFORM)
    now = await had(town)
    assert now.plan_key == "basic"
    async with scope(PLATFORM):
        due = await due_at_change(now, choice())
    assert due == 4_190_000 - 1_990_000
    assert "On the next invoice" in (await browser.get("/manage/plan/choose?plan=full&payment=card")).text
    assert (await browser.post("/manage/plan/card", data=await wish(town, payment="card"))).status_code == 303
    assert read_name(str(stripe.subscription(subscription)["plan"]["id"])).plan == "full"  # type: ignore[index,union-attr]
    assert (await had(town)).plan_key == "full"
    assert (
        await browser.post("/manage/plan/card", data=await wish(town, payment="card", plan="basic"))
    ).status_code == 303
    assert (await had(town)).plan_key == "basic"


async def test_two_who_change_at_once_change_once(
    stripe: Stripe, town: Tenant, administrator: Administrator
) -> None:
    browser = await administrator(town)
    await pay(stripe, town, browser)
    async with scope(PLATFORM):
        await reconcile_plans()
    await run_due_jobs(PLATFORM)
    form = await wish(town, payment="card", period="month")
    before = len(stripe.asked)
    await asyncio.gather(
        browser.post("/manage/plan/card", data=form), browser.post("/manage/plan/card", data=form)
    )
    changes = [each for each in stripe.asked[before:] if each[0].startswith("/v1/subscriptions/")]
    assert len(changes) == 1
    assert (await had(town)).period == "month"


async def test_a_cancelled_subscription_ends_with_notice_and_nothing_closes(
    stripe: Stripe, town: Tenant, administrator: Administrator, client: Client
) -> None:
    subscription = await pay(stripe, town, await administrator(town))
    async with scope(PLATFORM):
        await reconcile_plans()
    await run_due_jobs(PLATFORM)
    stripe.cancel(subscription)
    gone = {"id": subscription, "object": "subscription", "customer": await customer(town)}
    assert await tell(await client(PLATFORM), event("customer.subscription.deleted", gone)) == 200
    await run_due_jobs(PLATFORM)
    now = await had(town)
    assert (now.state, now.closed) == ("ended", False)
    assert now.ends_at is not None


async def test_at_night_what_no_event_told_is_mended(
    stripe: Stripe, town: Tenant, administrator: Administrator
) -> None:
    await pay(stripe, town, await administrator(town))
    assert (await had(town)).state == "trial"
    async with scope(PLATFORM):
        await reconcile_plans()
    await run_due_jobs(PLATFORM)
    assert (await had(town)).state == "active"


async def test_a_declined_card_changes_nothing(
    stripe: Stripe, town: Tenant, administrator: Administrator
) -> None:
    await go_to_payment(await administrator(town), town)
    who = await customer(town)
    name = [form for path, form, _key in stripe.asked if path == "/v1/checkout/sessions"][-1][
        "line_items[0][price]"
    ][0]
    with pytest.raises(httpx.HTTPStatusError):
        stripe.give_card(who, "4000000000000002")
    del name
    async with scope(PLATFORM):
        await reconcile_plans()
    await run_due_jobs(PLATFORM)
    assert (await had(town)).state == "trial"


async def test_tax_number_is_told_once(stripe: Stripe, town: Tenant, administrator: Administrator) -> None:
    browser = await administrator(town)
    await go_to_payment(browser, town)
    for _again in range(2):
        told = BILLING | FOREIGN | {"version": str((await had(town)).version)}
        assert (await browser.post("/manage/plan/billing", data=told)).status_code == 303
    assert stripe.tax_ids(await customer(town)) == ["SE556677889901"]


async def test_the_same_price_is_made_once(stripe: Stripe, house: object) -> None:
    first = await price_at_stripe(stripe_client(), choice(), 123)
    again = await price_at_stripe(stripe_client(), choice(), 123)
    assert first == again == "allmenning_full_year_nok_123"


async def test_a_stripe_that_is_away_is_said_plainly(
    stripe: Stripe, town: Tenant, administrator: Administrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRIPE_API_BASE", "http://127.0.0.1:9")
    settings.cache_clear()
    try:
        answer = await go_to_payment(await administrator(town), town)
        page = await (await administrator(town)).get("/manage/plan")
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert answer.status_code == 303
    assert page.status_code == 200
    assert (await had(town)).stripe_customer is None


async def test_without_keys_it_is_invoice_only(
    stripe: Stripe,
    town: Tenant,
    administrator: Administrator,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STRIPE_KEY", "")
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", "")
    settings.cache_clear()
    try:
        browser = await administrator(town)
        shown = (await browser.get("/manage/plan")).text
        assert "Cards are not taken here yet" in shown
        assert 'value="card"' not in shown
        assert (await go_to_payment(browser, town)).status_code == 303
        assert await tell(await client(PLATFORM), b"{}") == 404
    finally:
        monkeypatch.undo()
        settings.cache_clear()
