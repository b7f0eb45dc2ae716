"""A person's own notifications: listed, counted, marked as read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.db import execute, rows, value
from core.messages.said import say

SIZE = 30
_LIST = """
    SELECT n.id, o.kind, o.title, o.body, o.url, o.created_at, n.read_at
    FROM notification n JOIN notice o ON o.id = n.notice
    WHERE n.person = $1 AND ($2::bigint IS NULL OR n.id < $2) ORDER BY n.id DESC LIMIT $3
"""
_OPEN = """
    UPDATE notification n SET read_at = coalesce(n.read_at, now()) FROM notice o
    WHERE o.id = n.notice AND n.id = $1 AND n.person = $2 RETURNING o.url
"""


@dataclass(frozen=True)
class Notification:
    """Title and body are kept as messages: they are said in the language that is current when they are read."""

    id: int
    kind: str
    said_title: Any
    said_body: Any
    url: str
    created_at: datetime
    read: bool

    @property
    def title(self) -> str:
        return say(self.said_title)

    @property
    def body(self) -> str:
        return say(self.said_body)


@dataclass(frozen=True)
class Inbox:
    items: list[Notification]
    unread: int
    older: int | None  # go on before this id


async def inbox(*, person_id: int, before: int | None = None, size: int = SIZE) -> Inbox:
    """The latest first."""
    found = await rows(_LIST, person_id, before, size + 1)
    items = [_notification(each) for each in found[:size]]
    older = items[-1].id if len(found) > size else None
    return Inbox(items, await unread_count(person_id=person_id), older)


async def unread_count(*, person_id: int) -> int:
    count: int = await value(
        "SELECT count(*) FROM notification WHERE person = $1 AND read_at IS NULL", person_id
    )
    return count


async def open_notification(*, notification_id: int, person_id: int) -> str | None:
    """Mark one as read; where it leads. None where it is not this person's."""
    url: str | None = await value(_OPEN, notification_id, person_id)
    return url


async def mark_all_read(*, person_id: int) -> int:
    return await execute(
        "UPDATE notification SET read_at = now() WHERE person = $1 AND read_at IS NULL", person_id
    )


def _notification(found: dict[str, Any]) -> Notification:
    return Notification(
        id=found["id"],
        kind=found["kind"],
        said_title=found["title"],
        said_body=found["body"],
        url=found["url"],
        created_at=found["created_at"],
        read=found["read_at"] is not None,
    )
