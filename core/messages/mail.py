"""Mail on its way: rendered into `mail_queue` in the transaction that asks for it, sent by a job after the commit."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from core.db import execute, row, value
from core.files.service import find_file
from core.jobs import Hourly, enqueue, job
from core.messages.templates import Rendered, render_mail
from core.outside.mail import Attached, Mail, MailFailedError, mailer
from core.outside.storage import NotStoredError, storage
from core.tenancy import current_tenant, site

log = structlog.get_logger()
HOURS = 24  # after that nobody wants it any more
_INSERT = """
    INSERT INTO mail_queue (person, address, name, sender_name, reply_to, subject, text, html, headers, attached,
      expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + make_interval(hours => $11)) RETURNING id
"""
_NOTE_FAILURE = """
    INSERT INTO mail_failure (person) VALUES ($1)
    ON CONFLICT (person) DO UPDATE SET times = mail_failure.times + 1, at = now()
"""


async def send_mail(*, to: str, template: str, locale: str = "", name: str = "", **values: Any) -> None:
    """A mail that somebody waits for: a code, a receipt. Leaves at once, whatever the person chose about news."""
    mail_id = await put_mail(
        rendered=await render_mail(template, locale=locale, **values), address=to, name=name
    )
    await enqueue("messages.send_now", mail_id=mail_id)


async def put_mail(
    *,
    rendered: Rendered,
    address: str,
    name: str = "",
    person_id: int | None = None,
    headers: Mapping[str, str] | None = None,
    attached: Sequence[str] = (),
) -> int:
    """Lay it in the queue; the caller asks for the job that sends it. `attached`: keys of kept files of this place."""
    here = await site()
    mail_id: int = await value(
        _INSERT,
        person_id,
        address,
        name,
        here.name,
        here.contact.email,
        rendered.subject,
        rendered.text,
        rendered.html,
        dict(headers or {}),
        list(attached),
        HOURS,
    )
    return mail_id


@job("messages.send_now", queue="urgent", tries=8, quiet=True)
async def send_now(*, mail_id: int) -> None:
    await _send(mail_id)


@job("messages.send", tries=8, quiet=True)
async def send(*, mail_id: int) -> None:
    await _send(mail_id)


async def _send(mail_id: int) -> None:
    """Deleted first and sent then: what cannot be sent is rolled back and tried again."""
    found = await row(
        "DELETE FROM mail_queue WHERE id = $1 RETURNING *, expires_at < now() AS too_late", mail_id
    )
    if found is None:
        return
    if found["too_late"]:
        log.info("mail_too_late", mail=mail_id)
        return
    try:
        await mailer().send(_as_mail(found, await _files(found["attached"])))
    except MailFailedError as failed:
        if not failed.permanent:
            raise
        await _note_failure(found["person"])
    else:
        await _forgive(found["person"])


async def _files(keys: Sequence[str]) -> tuple[Attached, ...]:
    """One that was removed since is left out: the mail says where it can be read."""
    found = []
    for key in keys:
        kept = await find_file(key)
        try:
            content = await storage().read(kept.path("document")) if kept else b""
        except NotStoredError:
            continue
        if kept and content:
            found.append(Attached(name=kept.name, media_type=kept.media_type, content=content))
    return tuple(found)


def _as_mail(found: dict[str, Any], attached: tuple[Attached, ...]) -> Mail:
    return Mail(
        to=found["address"],
        to_name=found["name"],
        subject=found["subject"],
        text=found["text"],
        html=found["html"],
        sender_name=found["sender_name"],
        reply_to=found["reply_to"],
        headers=found["headers"],
        attached=attached,
    )


async def _note_failure(person_id: int | None) -> None:
    log.info("mail_refused", tenant=current_tenant().id)
    if person_id is not None:
        await execute(_NOTE_FAILURE, person_id)


async def _forgive(person_id: int | None) -> None:
    if person_id is not None:
        await execute("DELETE FROM mail_failure WHERE person = $1", person_id)


async def mail_fails(*, person_id: int) -> bool:
    """Has the other side refused this person's address lately? Then say so on the page, and send no news."""
    return bool(await value("SELECT EXISTS (SELECT 1 FROM mail_failure WHERE person = $1)", person_id))


@job("messages.sweep_mail", schedule=Hourly(minute=20), quiet=True)
async def sweep_mail() -> None:
    """Mail that nobody wants any more, and with it what it says."""
    await execute("DELETE FROM mail_queue WHERE expires_at < now()")
