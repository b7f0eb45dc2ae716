"""The administrators of a place are told that it will be deleted, or that it will not."""

from datetime import datetime

from core.db import rows
from core.i18n import _
from core.i18n.formats import say_date
from core.messages.linking import mail_link
from core.tenancy import Tenant, within

_ADMINISTRATORS = """
    SELECT email, locale FROM person WHERE role = 'admin' AND closed_at IS NULL AND blocked_at IS NULL AND email IS NOT NULL
    ORDER BY id LIMIT 20
"""


async def tell_of_deletion(tenant: Tenant, *, day: datetime, stopped: bool) -> None:
    if not tenant.hosts:
        return
    title = _("{name} will not be deleted") if stopped else _("{name} will be deleted on {day}")
    body = (
        _("The site is as it was, and people can write again.")
        if stopped
        else _("Until then it can only be read. Take out what you want to keep, or ask us to stop it.")
    )
    async with within(tenant):
        for each in await rows(_ADMINISTRATORS):
            await mail_link(
                to=each["email"],
                locale=each["locale"] or "nb",
                title=title.format(name=tenant.name, day=say_date(day)),
                body=body,
                label=_("Go to the site"),
                path="/manage/help",
                why=_("You get this because you look after the site."),
            )
