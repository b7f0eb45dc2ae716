"""Who is told of a case by mail: the experts who follow the place, and the one who asked."""

from typing import Any

from core.db import row, rows
from core.i18n import _
from core.messages.linking import mail_link
from core.tenancy import within
from core.tenancy.registry import tenant_in_scope

_FOLLOWERS = """
    SELECT p.email, p.locale FROM person p WHERE p.role = 'support' AND p.closed_at IS NULL AND p.blocked_at IS NULL
      AND p.email IS NOT NULL
      AND (p.id = $2 OR ($2 IS NULL AND EXISTS (SELECT 1 FROM tenants_portfolio f WHERE f.expert = p.id AND f.tenant = $1)))
    LIMIT 20
"""


async def tell_experts(case: dict[str, Any], text: str) -> None:
    """Whoever has the case; while nobody has, those who follow the place. Where nobody does, the desk's list shows it."""
    name = case["tenant_name"] or ""
    for each in await rows(_FOLLOWERS, case["tenant"], case["owner"]):
        await mail_link(
            to=each["email"],
            locale=each["locale"] or "nb",
            title=_("{place}: {subject}").format(place=name, subject=case["subject"]),
            body=text[:1_000],
            label=_("Open the case"),
            path=f"/desk/cases/{case['id']}",
            why=_("You get this because you follow {name} at the support desk.").format(name=name),
        )


async def tell_asker(case: dict[str, Any], *, text: str, by: str) -> None:
    """From the place's own address, in the language of the one who asked. `text` empty: the case was closed."""
    tenant = await tenant_in_scope(case["tenant"])
    if tenant is None or not tenant.hosts:
        return
    subject = case["subject"]
    async with within(tenant):
        asker = await row(
            "SELECT email, locale FROM person WHERE id = $1 AND closed_at IS NULL AND email IS NOT NULL",
            case["asker"],
        )
        if asker is None:
            return
        title = _("{name} has answered: {subject}").format(name=by, subject=subject)
        closed = _("Was this a good answer? “{subject}” is closed.").format(subject=subject)
        await mail_link(
            to=asker["email"],
            locale=asker["locale"] or "nb",
            title=title if text else closed,
            body=text
            or _("One click tells us. If something is missing, write again: then the case is open."),
            label=_("See the answer") if text else _("Say how it was"),
            path=f"/manage/help/cases/{case['id']}",
            why=_("You get this because you asked the support for help."),
        )
