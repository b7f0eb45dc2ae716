"""What plans do by themselves, on the platform."""

from core.db import rows
from core.jobs import Daily, enqueue, job
from core.settings import settings
from tenants.plans.catalogue import catalogue
from tenants.plans.invoices import sending
from tenants.plans.stripe.client import takes_cards
from tenants.plans.stripe.inbox import apply_event
from tenants.plans.stripe.syncing import reconcile
from tenants.plans.trial import look_after


@job("tenants.look_after_plans", schedule=Daily(hour=6))
async def look_after_plans() -> None:
    """A job for each place, so that one that fails holds up no other. A demonstration never ends."""
    if catalogue() is None or settings().mode == "demo":
        return
    for each in await rows("SELECT id FROM tenant ORDER BY created_at, id"):
        await enqueue("tenants.look_after_plan", tenant_id=each["id"])


@job("tenants.look_after_plan")
async def look_after_plan(*, tenant_id: str) -> None:
    if await rows("SELECT 1 FROM tenant WHERE id = $1", tenant_id):  # it may have been deleted meanwhile
        await look_after(tenant_id)


@job("tenants.send_invoice", tries=8)
async def send_invoice(*, number: int) -> None:
    await sending.send_invoice(number)


@job("tenants.apply_stripe_event", queue="urgent", tries=8)
async def apply_stripe_event(*, event_id: str) -> None:
    await apply_event(event_id)


@job("tenants.reconcile_plans", schedule=Daily(hour=2))
async def reconcile_plans() -> None:
    """Ask Stripe about each customer, a job each."""
    if not takes_cards():
        return
    for each in await rows("SELECT tenant FROM tenants_subscription WHERE stripe_customer IS NOT NULL"):
        await enqueue("tenants.reconcile_plan", tenant_id=each["tenant"])


@job("tenants.reconcile_plan")
async def reconcile_plan(*, tenant_id: str) -> None:
    await reconcile(tenant_id)


JOBS = (look_after_plans, look_after_plan, send_invoice, apply_stripe_event, reconcile_plans, reconcile_plan)
