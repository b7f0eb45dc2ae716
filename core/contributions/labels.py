"""Topics and statuses of a place: read by everyone, edited by its administrators."""

from typing import Any

from core.contributions.model import Status, Topic
from core.contributions.refusals import Gone, NameTaken, StillUsed
from core.db import execute, row, rows, value
from core.i18n import Localized
from core.text import slugify

STATUS_KINDS = ("open", "accepted", "done", "declined")
STATUS_COLOURS = ("neutral", "info", "accent", "success", "warning", "danger")


async def topics() -> list[Topic]:
    """In the order that staff gave them."""
    found = await rows("SELECT id, key, names, descriptions, icon FROM topic ORDER BY position, id")
    return [_topic(each) for each in found]


async def statuses() -> list[Status]:
    """In the order of the workflow."""
    found = await rows("SELECT id, key, names, kind, colour FROM status ORDER BY position, id")
    return [_status(each) for each in found]


async def status_by_id(status_id: int) -> Status:
    """Raises Gone."""
    found = await row("SELECT id, key, names, kind, colour FROM status WHERE id = $1", status_id)
    if found is None:
        raise Gone
    return _status(found)


async def add_topic(
    *, names: dict[str, str], descriptions: dict[str, str] | None = None, icon: str = "", key: str = ""
) -> int:
    new_id: int | None = await value(
        "INSERT INTO topic (key, names, descriptions, icon, position) VALUES ($1, $2, $3, $4, "
        "(SELECT coalesce(max(position), 0) + 1 FROM topic)) ON CONFLICT (key) DO NOTHING RETURNING id",
        key or _key(names),
        names,
        descriptions or {},
        icon,
    )
    if new_id is None:
        raise NameTaken
    return new_id


async def change_topic(
    *, topic_id: int, names: dict[str, str], descriptions: dict[str, str], icon: str
) -> None:
    """The key stays: addresses and imports know it."""
    changed = await execute(
        "UPDATE topic SET names = $2, descriptions = $3, icon = $4 WHERE id = $1",
        topic_id,
        names,
        descriptions,
        icon,
    )
    if not changed:
        raise Gone


async def remove_topic(*, topic_id: int) -> None:
    """Contributions lose the topic, and nothing else."""
    if not await execute("DELETE FROM topic WHERE id = $1", topic_id):
        raise Gone


async def add_status(
    *, names: dict[str, str], kind: str = "open", colour: str = "neutral", key: str = ""
) -> int:
    new_id: int | None = await value(
        "INSERT INTO status (key, names, kind, colour, position) VALUES ($1, $2, $3, $4, "
        "(SELECT coalesce(max(position), 0) + 1 FROM status)) ON CONFLICT (key) DO NOTHING RETURNING id",
        (key or _key(names))[:40],
        names,
        _one_of(STATUS_KINDS, kind),
        _one_of(STATUS_COLOURS, colour),
    )
    if new_id is None:
        raise NameTaken
    return new_id


async def change_status(*, status_id: int, names: dict[str, str], kind: str, colour: str) -> None:
    changed = await execute(
        "UPDATE status SET names = $2, kind = $3, colour = $4 WHERE id = $1",
        status_id,
        names,
        _one_of(STATUS_KINDS, kind),
        _one_of(STATUS_COLOURS, colour),
    )
    if not changed:
        raise Gone


async def remove_status(*, status_id: int) -> None:
    """Only where no contribution stands in it: else an answer would lose its meaning."""
    if await value("SELECT EXISTS (SELECT 1 FROM contribution WHERE status = $1)", status_id):
        raise StillUsed
    if not await execute("DELETE FROM status WHERE id = $1", status_id):
        raise Gone


async def order_topics(*, ids: list[int]) -> None:
    """Positions as listed; those not listed keep theirs."""
    await _order("topic", ids)


async def order_statuses(*, ids: list[int]) -> None:
    """Positions as listed. The first is what a new contribution begins with."""
    await _order("status", ids)


async def _order(table: str, ids: list[int]) -> None:
    await execute(
        f"UPDATE {table} t SET position = o.n FROM unnest($1::bigint[]) WITH ORDINALITY o(id, n) WHERE t.id = o.id",
        ids,
    )


def _key(names: dict[str, str]) -> str:
    return slugify(Localized.of(names).text(), fallback="x", max_length=40)


def _one_of(known: tuple[str, ...], wanted: str) -> str:
    return wanted if wanted in known else known[0]


def _topic(found: dict[str, Any]) -> Topic:
    names, descriptions = Localized.of(found["names"]), Localized.of(found["descriptions"])
    return Topic(found["id"], found["key"], names, descriptions, found["icon"])


def _status(found: dict[str, Any]) -> Status:
    return Status(found["id"], found["key"], Localized.of(found["names"]), found["kind"], found["colour"])
