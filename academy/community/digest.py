"""Once a week: what is new in the community, for those who asked for it. Leaves by the place's own mail."""

from datetime import datetime
from typing import Any

from academy.community.room import there
from core.sdk import Daily, current_tenant, execute, job, ngettext, notify, rows

_MOST = 8
_DUE = "SELECT id, person, told_at FROM commons_member WHERE tenant = $1 AND digest AND told_at < now() - interval '6 days'"
_NEW = """
    SELECT title, place FROM commons_post WHERE kind <> 'answer' AND NOT hidden AND at > $1 AND tenant <> $2
    ORDER BY at DESC LIMIT 50
"""


@job("community.digest", schedule=Daily(hour=7, minute=15), quiet=True)
async def digest() -> None:
    """Safe to run twice: who was told this week is not told again. Where nothing is new, nobody is told."""
    tenant = current_tenant().id

    async def due() -> list[dict[str, Any]]:
        return await rows(_DUE, tenant)

    for each in await there(due):
        await _tell(each["id"], each["person"], each["told_at"], tenant)


async def _tell(member: int, person: int, since: datetime, tenant: str) -> None:
    async def new() -> list[dict[str, Any]]:
        found = await rows(_NEW, since, tenant)
        await execute("UPDATE commons_member SET told_at = now() WHERE id = $1", member)
        return found

    found = await there(new)
    if found:
        title = ngettext("{n} new post in the community", "{n} new posts in the community", len(found))
        body = "\n".join(f"{each['title']} ({each['place']})" for each in found[:_MOST])
        await notify(
            person_ids=[person],
            kind="news",
            title=title.format(n=len(found)),
            body=body,
            url="/manage/community",
        )
