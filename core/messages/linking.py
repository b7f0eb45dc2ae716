"""A mail to an address that a person has given, with one thing to press: for plugins, whose readers may have no account."""

from collections.abc import Sequence

from core.i18n import Text
from core.jobs import enqueue
from core.messages.mail import put_mail
from core.messages.templates import render_mail
from core.tenancy import current_tenant
from core.tenancy.registry import address_of


async def mail_link(  # noqa: PLR0913 - a mail has that many parts
    *,
    to: str,
    locale: str = "",
    title: Text | str,
    body: Text | str = "",
    label: Text | str,
    path: str,
    why: Text | str,
    stop_path: str = "",
    attached: Sequence[str] = (),
) -> None:
    """Leaves after the commit. `path` is of this place; `why`: why this address gets it.

    The caller answers for it that whoever has the address wants the mail. `stop_path` is a page of yours that stops it, and
    must bear a POST without a session (RFC 8058). `attached`: keys of files that `keep_made` gave, together no more than 5 MB:
    many mail servers turn larger ones away.
    """
    rendered = await render_mail(
        "link",
        locale=locale,
        title=title,
        body=body,
        label=label,
        path=path,
        said_why=why,
        stop_path=stop_path,
    )
    headers = {}
    if stop_path:
        headers = {
            "List-Unsubscribe": f"<{address_of(current_tenant(), stop_path)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    mail_id = await put_mail(rendered=rendered, address=to, headers=headers, attached=attached)
    await enqueue("messages.send", mail_id=mail_id)
