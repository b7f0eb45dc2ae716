"""What Stripe tells us: kept first, whatever it is; done once, by a job. In the platform's scope."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import stripe

from core.db import execute, row, rows
from core.jobs import enqueue
from core.settings import settings
from tenants.plans.changing import locked, write
from tenants.plans.stripe.syncing import sync
from tenants.plans.subscription import tenant_of_customer

_BEGINNINGS = ("customer.subscription.", "invoice.", "checkout.session.")
_TOLERANCE_SECONDS = 300


class Forged(Exception):
    """Not signed by Stripe for us, or too old to be taken."""


async def take(payload: bytes, signature: str) -> bool:
    """Keep it, and ask for the job. False: it is here already. Raises Forged."""
    try:
        stripe.WebhookSignature.verify_header(
            payload.decode(), signature, settings().stripe_webhook_secret, _TOLERANCE_SECONDS
        )
        event = _Event.read(payload)
    except (stripe.SignatureVerificationError, ValueError) as error:
        raise Forged from error
    kept = await execute(
        "INSERT INTO tenants_stripe_event (id, kind, made_at, payload, live) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (id) DO NOTHING",
        event.id,
        event.type,
        datetime.fromtimestamp(event.created, UTC),
        msgspec.json.decode(payload),
        event.livemode,
    )
    if kept:
        await enqueue("tenants.apply_stripe_event", event_id=event.id)
    return bool(kept)


async def apply_event(event_id: str) -> str:
    """What became of it. What the event says is never believed: it only says whose state is to be asked for anew, so order and
    repetition do no harm.
    """
    found = await row("SELECT * FROM tenants_stripe_event WHERE id = $1 FOR UPDATE", event_id)
    if found is None or found["done_at"] is not None:
        return ""
    about: dict[str, Any] = (found["payload"].get("data") or {}).get("object") or {}
    if not found["kind"].startswith(_BEGINNINGS):
        return await _end(event_id, "ignored")
    tenant_id = await _whose(found["kind"], about)
    if tenant_id is None:
        return await _end(event_id, "unknown")
    await sync(await locked(tenant_id))
    return await _end(event_id, "applied", tenant_id)


async def strange_events() -> list[dict[str, Any]]:
    """Those of customers that no place has, and those that wait: for the desk."""
    return await rows(
        "SELECT id, kind, received_at, outcome FROM tenants_stripe_event "
        "WHERE outcome = 'unknown' OR (done_at IS NULL AND received_at < now() - interval '1 hour') "
        "ORDER BY received_at DESC LIMIT 50"
    )


class _Event(msgspec.Struct):
    """Of an event, what the inbox needs; Stripe adds fields as it likes."""

    id: str
    type: str
    created: int
    livemode: bool = False

    @classmethod
    def read(cls, payload: bytes) -> "_Event":
        try:
            return msgspec.json.decode(payload, type=cls)
        except msgspec.MsgspecError as error:
            raise ValueError("not an event") from error


async def _whose(kind: str, about: dict[str, Any]) -> str | None:
    customer = about.get("customer")
    customer_id = customer if isinstance(customer, str) else ""
    if tenant_id := await tenant_of_customer(customer_id):
        return tenant_id
    named = about.get("client_reference_id")
    if kind == "checkout.session.completed" and customer_id and isinstance(named, str):
        known = await row("SELECT id FROM tenant WHERE id = $1", named)
        if known is not None:
            had = await locked(named)
            if had.stripe_customer is None:
                await write(had, by="stripe", what="customer", stripe_customer=customer_id)
                return named
    return None


async def _end(event_id: str, outcome: str, tenant_id: str = "") -> str:
    await execute(
        "UPDATE tenants_stripe_event SET done_at = now(), outcome = $2, tenant = $3 WHERE id = $1",
        event_id,
        outcome,
        tenant_id,
    )
    return outcome
