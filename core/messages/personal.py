"""What we have told a person: for their own copy, and gone when they leave."""

from typing import Any

from core.db import execute, rows
from core.jobs import Daily, job
from core.messages.choices import all_kinds_chosen
from core.messages.said import say

KEEP_DAYS = 365


async def messages_of(*, person_id: int) -> dict[str, Any]:
    """For the person's own copy of their data."""
    found = await rows(
        "SELECT o.title, o.body, o.url, o.created_at, n.read_at FROM notification n "
        "JOIN notice o ON o.id = n.notice WHERE n.person = $1 ORDER BY n.id",
        person_id,
    )
    told = [{**each, "title": say(each["title"]), "body": say(each["body"])} for each in found]
    return {"mail_choices": await all_kinds_chosen(person_id=person_id), "notifications": told}


async def forget_messages(*, person_id: int) -> None:
    """The person closes the account: nothing more is sent, and what was told is gone."""
    for table in ("notification", "mail_queue", "mail_failure"):
        await execute(f"DELETE FROM {table} WHERE person = $1", person_id)
    await execute("UPDATE person SET mail_choices = '{}' WHERE id = $1", person_id)


async def address_changed(*, person_id: int) -> None:
    """What the old address refused says nothing about the new one."""
    await execute("DELETE FROM mail_failure WHERE person = $1", person_id)


@job("messages.forget_old", schedule=Daily(hour=2), quiet=True)
async def forget_old() -> None:
    """A year-old notification tells nobody anything."""
    await execute("DELETE FROM notice WHERE created_at < now() - make_interval(days => $1)", KEEP_DAYS)
