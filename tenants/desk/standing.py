"""Is this really that municipality? What support decides, and what follows from it."""

from core.db import execute, row
from core.i18n import _
from core.messages import send_mail
from core.tenancy import Status, Tenant, after_commit, within
from core.tenancy.registry import address_of, forget_tenants
from core.text import Refused, clean_text

SHORTEST_NOTE = 10


class DecidedAlready(Refused):
    def __init__(self) -> None:
        super().__init__(_("Somebody has decided this already. Load the page again to see what."))


class NoNote(Refused):
    field = "note"

    def __init__(self) -> None:
        super().__init__(_("Write how you know, so that a colleague can understand it later."))


async def confirm(tenant: Tenant, *, note: str, by: str) -> None:
    """It is who it says: the banner goes, search engines may come, everyone can register. Raises DecidedAlready."""
    note = _checked(note)
    changed = await execute(
        "UPDATE tenant SET status = $2, confirmed_at = now(), confirmed_by = $3 WHERE id = $1 AND status = $4",
        tenant.id,
        Status.ACTIVE,
        by,
        Status.UNCONFIRMED,
    )
    if not changed:
        raise DecidedAlready
    await _decided(tenant, "confirmed", note, by)
    await _tell_administrator(tenant, "place_confirmed", place_url=address_of(tenant, "/manage"))


async def refuse(tenant: Tenant, *, note: str, by: str) -> None:
    """It is not: the site is closed, and its address and organisation are free for the one whose they are.

    What was written there stays until `allmenning tenant delete`. Raises DecidedAlready.
    """
    note = _checked(note)
    changed = await execute(
        "UPDATE tenant SET confirmed_by = $2, organisation = jsonb_build_object('refused', 'yes') || "
        "coalesce((SELECT jsonb_object_agg('refused_' || key, value) FROM jsonb_each(organisation)), '{}') "
        "WHERE id = $1 AND status = $3 AND NOT organisation ? 'refused'",
        tenant.id,
        by,
        Status.UNCONFIRMED,
    )
    if not changed:
        raise DecidedAlready
    await _decided(tenant, "refused", note, by)
    await _tell_administrator(tenant, "place_refused", note=note)
    await execute("DELETE FROM tenant_host WHERE tenant = $1", tenant.id)


async def note_confirmed(tenant: Tenant, *, by: str) -> None:
    """The founder's own address proved it."""
    await execute("UPDATE tenant SET confirmed_at = now(), confirmed_by = $2 WHERE id = $1", tenant.id, by)
    await _decided(tenant, "confirmed", "", by)


def _checked(note: str) -> str:
    tidy = clean_text(note)
    if len(tidy) < SHORTEST_NOTE:
        raise NoNote
    return tidy


async def _decided(tenant: Tenant, decision: str, note: str, by: str) -> None:
    await execute(
        'INSERT INTO tenants_decision (tenant, tenant_name, decision, note, "by") VALUES ($1, $2, $3, $4, $5)',
        tenant.id,
        tenant.name,
        decision,
        note,
        by,
    )
    after_commit(_forget)


async def _forget() -> None:
    forget_tenants()


async def _tell_administrator(tenant: Tenant, template: str, **values: str) -> None:
    async with within(tenant):
        first = await row(
            "SELECT name, email, locale FROM person WHERE role = 'admin' AND closed_at IS NULL AND email IS NOT NULL "
            "ORDER BY id LIMIT 1"
        )
    if first is not None:
        await send_mail(
            to=first["email"],
            template=template,
            locale=first["locale"] or "nb",
            name=first["name"],
            person_name=first["name"],
            place=tenant.name,
            **values,
        )
