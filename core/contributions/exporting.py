"""All rows of an activity, one by one, for downloads. Names as the one who asks may see them."""

from collections.abc import AsyncIterator
from typing import Any

from core.contributions.model import Contribution
from core.contributions.names import author_of
from core.contributions.rows import JOINS, PAGE_COLUMNS, contribution_from, viewer_id
from core.db import stream_rows
from core.people import Person

_LEFT_OUT = "c.state NOT IN ('draft', 'withdrawn')"
EXPORT_COLUMNS = (
    *(
        "id",
        "title",
        "text",
        "author",
        "anonymous",
        "status",
        "topics",
        "area",
        "address",
        "latitude",
        "longitude",
    ),
    *("supports", "opposes", "comments", "state", "channel", "published_at", "url"),
)


async def export_contributions(
    *, activity_id: int, kind: str, viewer: Person | None
) -> AsyncIterator[Contribution]:
    """Everything that was sent here, oldest first."""
    sql = f"SELECT {PAGE_COLUMNS} FROM contribution c {JOINS} WHERE c.activity = $2 AND c.kind = $3 AND {_LEFT_OUT} ORDER BY c.id"
    async for found in stream_rows(sql, viewer_id(viewer), activity_id, kind):
        yield contribution_from(found, viewer)


async def export_rows(*, activity_id: int, kind: str, viewer: Person | None) -> AsyncIterator[dict[str, Any]]:
    """The same as flat rows with the keys of EXPORT_COLUMNS."""
    async for each in export_contributions(activity_id=activity_id, kind=kind, viewer=viewer):
        yield flat(each)


def flat(each: Contribution) -> dict[str, Any]:
    return {
        "id": each.id,
        "title": each.title,
        "text": each.text,
        "author": each.author.real_name or str(each.author_name),
        "anonymous": each.anonymous,
        "status": each.status.name.text() if each.status else "",
        "topics": ", ".join(topic.name.text() for topic in each.topics),
        "area": each.area,
        "address": each.address,
        "latitude": each.latitude,
        "longitude": each.longitude,
        "supports": each.counts.support,
        "opposes": each.counts.oppose,
        "comments": each.counts.comments,
        "state": each.state.value,
        "channel": each.channel,
        "published_at": each.published_at,
        "url": each.url,
    }


async def export_comments(*, activity_id: int, viewer: Person | None) -> AsyncIterator[dict[str, Any]]:
    """Comments of an activity, flat, oldest first."""
    sql = (
        f"SELECT {PAGE_COLUMNS} FROM contribution c {JOINS} WHERE c.activity = $2 AND c.root IS NOT NULL "
        f"AND {_LEFT_OUT} ORDER BY c.id"
    )
    async for found in stream_rows(sql, viewer_id(viewer), activity_id):
        author = author_of(found, viewer)
        yield {
            "id": found["id"],
            "about": found["root"],
            "answers": found["parent"],
            "text": found["text"],
            "author": author.real_name or str(author.name),
            "official": found["official"],
            "supports": found["support_count"],
            "state": found["state"],
            "published_at": found["published_at"],
        }
