"""A place's row made to say what Stripe says now. Asked after each event, and every night for all, so nothing stays wrong."""

from datetime import UTC, date, datetime
from typing import Any

from core.i18n.formats import ZONE
from tenants.plans.changing import note_change, open_again, write
from tenants.plans.stripe.client import plainly, stripe_client
from tenants.plans.stripe.prices import read_name
from tenants.plans.subscription import Subscription, inhabitants_of, subscription_of

_RUNS = ("active", "trialing")
_RANK = ("active", "trialing", "past_due", "unpaid", "incomplete", "canceled", "incomplete_expired")
_OVER = ("canceled", "unpaid", "incomplete_expired")
_NEWEST = 20


async def sync(had: Subscription) -> bool:
    """Whether anything was changed. The row is locked, so that the last one who asks has the newest answer."""
    if not had.stripe_customer:
        return False
    client = stripe_client()
    with plainly():
        found = await client.v1.subscriptions.list_async(
            {"customer": had.stripe_customer, "status": "all", "limit": _NEWEST}
        )
    best = min(found.data, key=_order, default=None)
    if best is None:
        return False
    changes = _changes(had, best.to_dict())
    different = {name: now for name, now in changes.items() if _was(had, name) != now}
    if not different:
        return False
    if different.get("plan"):
        different["inhabitants"] = await inhabitants_of(had.tenant)
    await write(had, by="stripe", what="sync", **different)
    if changes.get("state") in ("active", "past_due"):
        await open_again(had.tenant)
    return True


async def reconcile(tenant_id: str) -> bool:
    """At night: what an event that never came would have told. Whether something was mended."""
    had = await subscription_of(tenant_id, lock=True)
    mended = had is not None and await sync(had)
    if mended:
        await note_change(tenant_id, by="service", what="reconciled")
    return mended


def _order(subscription: Any) -> tuple[int, int]:
    rank = _RANK.index(subscription.status) if subscription.status in _RANK else len(_RANK)
    return rank, -int(subscription.created or 0)


def _changes(had: Subscription, said: dict[str, Any]) -> dict[str, Any]:
    """Columns as they should be. An unpaid first try changes nothing."""
    status = said["status"]
    item = said["items"]["data"][0]
    if status == "incomplete":
        return {}
    if status in _OVER:
        if had.stripe_subscription != said["id"]:
            return {}  # an old one, of before
        over = _moment(said.get("ended_at")) or datetime.now(UTC)
        return {"state": "ended", "ends_at": had.ends_at if had.state == "ended" else over}
    begins, ends = (
        _moment(item.get(f"current_period_{end}") or said.get(f"current_period_{end}"))
        for end in ("start", "end")
    )
    named = read_name((item.get("plan") or item.get("price") or {}).get("id", ""))
    changes: dict[str, Any] = {
        "state": "active" if status in _RUNS else "past_due",
        "stripe_subscription": said["id"],
        "payment": "mail" if said.get("collection_method") == "send_invoice" else "card",
        "ends_at": ends if said.get("cancel_at_period_end") else None,
        "period_start": _day(begins),
        "period_end": _day(ends),
    }
    if named is not None:
        changes |= {"plan": named.plan, "period": named.period, "currency": named.currency}
    if had.told and changes["ends_at"] is None:
        changes["told"] = {}
    return changes


def _was(had: Subscription, name: str) -> Any:
    return had.plan_key if name == "plan" else getattr(had, name)


def _moment(stamp: Any) -> datetime | None:
    return datetime.fromtimestamp(int(stamp), UTC) if stamp else None


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(ZONE).date() if moment else None
