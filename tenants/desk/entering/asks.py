"""Asking a place's administrators before an expert comes in, where the place wants to be asked. In the platform's scope."""

from typing import Any

from core.db import execute, row, rows, value
from core.http.signed import sign, unsign
from core.i18n import _
from core.messages.linking import mail_link
from core.people import Person
from core.people.support import check_reason
from core.tenancy import Tenant, load_site, within
from core.text import Refused

GOOD_HOURS = 24  # how long a yes, or the link in the mail, is good
_SECONDS = GOOD_HOURS * 3600
_ADMINISTRATORS = """
    SELECT email, locale FROM person WHERE role = 'admin' AND closed_at IS NULL AND blocked_at IS NULL AND email IS NOT NULL
    ORDER BY id LIMIT 20
"""


class AnsweredAlready(Refused):
    def __init__(self) -> None:
        super().__init__(_("This has been answered already, or it is too old."))


async def wants_to_be_asked(tenant: Tenant) -> bool:
    async with within(tenant):
        return bool((await load_site()).plugins.get("help", {}).get("ask_first"))


async def ask_to_enter(*, tenant: Tenant, expert: Person, reason: str) -> int:
    """The administrators get a mail, and see it on their page. Asked twice is asked once. Raises NoReason."""
    tidy = check_reason(reason)
    waiting = await value(
        "SELECT id FROM tenants_entry_ask WHERE tenant = $1 AND expert = $2 AND state = 'asked' "
        "AND asked_at > now() - make_interval(hours => $3)",
        tenant.id,
        expert.id,
        GOOD_HOURS,
    )
    if waiting is not None:
        return int(waiting)
    ask_id: int = await value(
        "INSERT INTO tenants_entry_ask (tenant, expert, expert_name, reason) VALUES ($1, $2, $3, $4) RETURNING id",
        tenant.id,
        expert.id,
        expert.name,
        tidy,
    )
    await _tell_administrators(tenant, ask_id, expert.name, tidy)
    return ask_id


async def asks_of(tenant_id: str, *, open_only: bool = False) -> list[dict[str, Any]]:
    return await rows(
        "SELECT id, expert, expert_name, reason, asked_at, state, decided_at, decided_by FROM tenants_entry_ask "
        "WHERE tenant = $1 AND (NOT $2 OR (state = 'asked' AND asked_at > now() - make_interval(hours => $3))) "
        "ORDER BY asked_at DESC, id DESC LIMIT 20",
        tenant_id,
        open_only,
        GOOD_HOURS,
    )


async def decide(*, tenant_id: str, ask_id: int, allow: bool, by: str) -> dict[str, Any]:
    """What was asked, once answered. Raises AnsweredAlready, also for another place's number."""
    found = await row(
        "UPDATE tenants_entry_ask SET state = $3, decided_at = now(), decided_by = $4 WHERE id = $1 AND tenant = $2 "
        "AND state = 'asked' AND asked_at > now() - make_interval(hours => $5) RETURNING *",
        ask_id,
        tenant_id,
        "allowed" if allow else "refused",
        by[:120],
        GOOD_HOURS,
    )
    if found is None:
        raise AnsweredAlready
    await _tell_expert(found)
    return found


async def allowed_reason(*, tenant_id: str, expert: Person) -> str | None:
    """The reason that the place has said yes to, while that is good; None where it has not."""
    found: str | None = await value(
        "SELECT reason FROM tenants_entry_ask WHERE tenant = $1 AND expert = $2 AND state = 'allowed' "
        "AND decided_at > now() - make_interval(hours => $3) ORDER BY decided_at DESC LIMIT 1",
        tenant_id,
        expert.id,
        GOOD_HOURS,
    )
    return found


async def ask_named(*, tenant_id: str, ask_id: int) -> dict[str, Any] | None:
    return await row("SELECT * FROM tenants_entry_ask WHERE id = $1 AND tenant = $2", ask_id, tenant_id)


def key_for(tenant_id: str, ask_id: int) -> str:
    """For the mail: whoever has it answers for the administrator it was sent to."""
    return sign(str(ask_id), purpose=f"enter:{tenant_id}", seconds=_SECONDS)


def ask_in(key: str, tenant_id: str) -> int | None:
    found = unsign(key, purpose=f"enter:{tenant_id}")
    return int(found) if found is not None else None


async def forget_old() -> None:
    """Who asked and why is kept for a year."""
    await execute("DELETE FROM tenants_entry_ask WHERE asked_at < now() - interval '1 year'")


async def _tell_administrators(tenant: Tenant, ask_id: int, name: str, reason: str) -> None:
    async with within(tenant):
        for each in await rows(_ADMINISTRATORS):
            await mail_link(
                to=each["email"],
                locale=each["locale"] or "nb",
                title=_("{name} from support asks to come in").format(name=name),
                body=_("For an hour, and you see all that is done. The reason: {reason}").format(
                    reason=reason
                ),
                label=_("Say yes or no"),
                path=f"/support/ask/{key_for(tenant.id, ask_id)}",
                why=_("You get this because you look after the site, and have asked to be asked."),
            )


async def _tell_expert(ask: dict[str, Any]) -> None:
    expert = await row(
        "SELECT email, locale FROM person WHERE id = $1 AND closed_at IS NULL AND email IS NOT NULL",
        ask["expert"],
    )
    name = await value("SELECT name FROM tenant WHERE id = $1", ask["tenant"])
    if expert is None:
        return
    said = _("{place} lets you in") if ask["state"] == "allowed" else _("{place} does not let you in now")
    await mail_link(
        to=expert["email"],
        locale=expert["locale"] or "nb",
        title=said.format(place=name),
        label=_("To the place at the desk"),
        path=f"/desk/{ask['tenant']}",
        why=_("You get this because you asked to come in."),
    )
