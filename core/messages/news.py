"""News by mail: one notice at once, or what happened since yesterday in one mail."""

from typing import Any

from core.db import execute, rows
from core.i18n import speaking
from core.jobs import Daily, enqueue, job
from core.messages.kinds import kind_of
from core.messages.mail import put_mail
from core.messages.said import say
from core.messages.templates import render_mail
from core.messages.unsubscribe import unsubscribe_headers, unsubscribe_path
from core.tenancy import site

BATCH = 50
DIGEST_ITEMS = 20
_NOTICE = """
    SELECT n.id, n.person, p.name, p.email, p.locale, o.kind, o.title, o.body, o.url
    FROM notification n JOIN notice o ON o.id = n.notice JOIN person p ON p.id = n.person
    WHERE n.notice = $1 AND n.mail = 'now' AND p.email IS NOT NULL
    AND p.closed_at IS NULL AND p.blocked_at IS NULL
    ORDER BY n.id LIMIT $2
"""
_READERS = """
    SELECT DISTINCT n.person, p.name, p.email, p.locale
    FROM notification n JOIN person p ON p.id = n.person
    WHERE n.mail = 'daily' AND p.id > $1 AND p.email IS NOT NULL AND p.closed_at IS NULL AND p.blocked_at IS NULL
    ORDER BY n.person LIMIT $2
"""
_DIGEST = """
    WITH taken AS (UPDATE notification SET mail = 'sent' WHERE person = $1 AND mail = 'daily' RETURNING notice, read_at)
    SELECT o.kind, o.title, o.body, o.url FROM taken JOIN notice o ON o.id = taken.notice
    WHERE taken.read_at IS NULL ORDER BY o.id DESC
"""


@job("messages.mail_notice", quiet=True)
async def mail_notice(*, notice_id: int) -> None:
    """Mail to the next few who want this at once; then ask for the rest."""
    readers = await rows(_NOTICE, notice_id, BATCH)
    for reader in readers:
        mail_id = await _lay_notice(reader)
        await enqueue("messages.send", mail_id=mail_id)
    await execute(
        "UPDATE notification SET mail = 'sent' WHERE id = ANY($1::bigint[])", [r["id"] for r in readers]
    )
    if len(readers) == BATCH:
        await enqueue("messages.mail_notice", notice_id=notice_id)


async def _lay_notice(reader: dict[str, Any]) -> int:
    kind = kind_of(reader["kind"])
    locale = await _language(reader["locale"])
    with speaking(locale):
        said = {name: say(reader[name]) for name in ("title", "body")}
    rendered = await render_mail(
        "notice",
        locale=locale,
        path=reader["url"],
        kind=kind.label,
        stop_path=unsubscribe_path(reader["person"], kind.id),
        **said,
    )
    return await put_mail(
        rendered=rendered,
        address=reader["email"],
        name=reader["name"],
        person_id=reader["person"],
        headers=unsubscribe_headers(reader["person"], kind.id),
    )


@job("messages.digest", schedule=Daily(hour=7), quiet=True)
async def digest(*, after: int = 0) -> None:
    """What happened since the last one, for those who want it once a day; some people at a time."""
    readers = await rows(_READERS, after, BATCH)
    for reader in readers:
        items = await rows(_DIGEST, reader["person"])
        if items:
            await enqueue("messages.send", mail_id=await _lay_digest(reader, items))
    if len(readers) == BATCH:
        await enqueue("messages.digest", after=readers[-1]["person"])


async def _lay_digest(reader: dict[str, Any], items: list[dict[str, Any]]) -> int:
    locale = await _language(reader["locale"])
    with speaking(locale):
        shown = [
            {"title": say(each["title"]), "body": say(each["body"]), "path": each["url"]}
            for each in items[:DIGEST_ITEMS]
        ]
    rendered = await render_mail(
        "digest",
        locale=locale,
        items=shown,
        count=len(items),
        more=len(items) - len(shown),
        stop_path=unsubscribe_path(reader["person"], "daily"),
    )
    return await put_mail(
        rendered=rendered,
        address=reader["email"],
        name=reader["name"],
        person_id=reader["person"],
        headers=unsubscribe_headers(reader["person"], "daily"),
    )


async def _language(wanted: str) -> str:
    here = await site()
    return wanted if wanted in here.languages else here.main_language
