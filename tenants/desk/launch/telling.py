"""The administrators of a place are told of a meeting."""

from core.db import rows
from core.i18n import _
from core.i18n.formats import say_datetime
from core.messages.linking import mail_link
from core.tenancy import Tenant, within
from tenants.desk.launch.meetings import meeting_named

_ADMINISTRATORS = """
    SELECT email, locale FROM person WHERE role = 'admin' AND closed_at IS NULL AND blocked_at IS NULL AND email IS NOT NULL
    ORDER BY id LIMIT 20
"""


async def tell_of_meeting(tenant: Tenant, meeting_id: int) -> None:
    """Agreed, moved or called off. In the platform's scope."""
    meeting = await meeting_named(tenant_id=tenant.id, meeting_id=meeting_id)
    if meeting is None or not tenant.hosts:
        return
    off = meeting["state"] == "cancelled"
    title = _("Called off: {title}") if off else _("Meeting with support: {title}")
    async with within(tenant):
        for each in await rows(_ADMINISTRATORS):
            await mail_link(
                to=each["email"],
                locale=each["locale"] or "nb",
                title=title.format(title=meeting["title"]),
                body=_("{when}, {n} minutes. {where}").format(
                    when=say_datetime(meeting["starts_at"]), n=meeting["minutes"], where=meeting["where"]
                ),
                label=_("See it, and put it in your calendar"),
                path="/manage/help",
                why=_("You get this because you look after the site."),
            )
