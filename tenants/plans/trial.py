"""The end of a trial, or of a plan that was left: said from the first day, mailed in time, then quiet. Nothing is deleted."""

from datetime import UTC, datetime, timedelta

from core.db import rows
from core.i18n.formats import ZONE
from core.messages import send_mail
from core.tenancy import Tenant, within
from core.tenancy.registry import address_of, tenant_in_scope
from tenants.plans.buying import renew
from tenants.plans.changing import close_for_writing, locked, write
from tenants.plans.subscription import Subscription

_SOON = ((3, "3"), (14, "14"))  # days before the end, the nearest first


async def look_after(tenant_id: str, *, now: datetime | None = None) -> str:
    """Do what this day asks for one place; what that was. May run twice a day: what was told is told once."""
    now = now or datetime.now(UTC)
    had = await locked(tenant_id)
    tenant = await tenant_in_scope(tenant_id)
    if tenant is None or not tenant.hosts:
        return ""
    if await renew(had, day=now.astimezone(ZONE).date()):
        return "renewed"
    word = due_word(had, now)
    if word:
        if word == "closed":
            await close_for_writing(tenant_id)
        await write(had, by="service", what=f"told_{word}", told={**had.told, word: now.isoformat()})
        await _tell(tenant, had, word, now)
    return word


def due_word(had: Subscription, now: datetime) -> str:
    """What is to be told now: 14 or 3 days before, over, closed; empty = nothing, or it is told already."""
    if had.ends_at is None or not had.sold:
        return ""
    if now >= had.ends_at:
        if "over" not in had.told:
            return "over"
        late = had.closes_at is not None and now >= had.closes_at
        return "closed" if late and "closed" not in had.told else ""
    days = (had.ends_at.astimezone(ZONE).date() - now.astimezone(ZONE).date()).days
    near = next((word for most, word in _SOON if days <= most), "")
    return near if near not in had.told else ""


async def _tell(tenant: Tenant, had: Subscription, word: str, now: datetime) -> None:
    """All who look after the place, in their language. From the platform's own address."""
    closes_at = now + timedelta(days=had.notice_days) if word == "over" else had.closes_at
    async with within(tenant):
        keepers = await rows(
            "SELECT name, email, locale FROM person WHERE role = 'admin' AND closed_at IS NULL AND email IS NOT NULL "
            "AND expert_id IS NULL ORDER BY id"
        )
    for keeper in keepers:
        await send_mail(
            to=keeper["email"],
            template="plan_ends",
            locale=keeper["locale"] or "nb",
            name=keeper["name"],
            person_name=keeper["name"],
            place=tenant.name,
            word=word,
            trial=had.state == "trial",
            ends=had.ends_at,
            closes=closes_at,
            plan_url=address_of(tenant, "/manage/plan"),
        )
