"""How much topics, statuses and areas are used, and moving what one of them holds to another."""

from core.contributions.labels import remove_status, remove_topic
from core.contributions.refusals import Gone, StillUsed
from core.db import execute, rows, value


async def topic_uses() -> dict[int, int]:
    """Topic id -> how many contributions have it."""
    found = await rows("SELECT topic, count(*) AS n FROM contribution_topic GROUP BY topic")
    return {each["topic"]: each["n"] for each in found}


async def status_uses() -> dict[int, int]:
    found = await rows(
        "SELECT status, count(*) AS n FROM contribution WHERE status IS NOT NULL GROUP BY status"
    )
    return {each["status"]: each["n"] for each in found}


async def area_uses() -> dict[str, int]:
    found = await rows("SELECT area, count(*) AS n FROM contribution WHERE area <> '' GROUP BY area")
    return {each["area"]: each["n"] for each in found}


async def merge_topic(*, topic_id: int, into: int) -> None:
    """What has the first topic gets the other; then the first is gone. Raises Gone."""
    await _both("topic", topic_id, into)
    await execute(
        "INSERT INTO contribution_topic (contribution, topic) "
        "SELECT contribution, $2 FROM contribution_topic WHERE topic = $1 ON CONFLICT DO NOTHING",
        topic_id,
        into,
    )
    await remove_topic(topic_id=topic_id)


async def merge_status(*, status_id: int, into: int) -> None:
    """The history of answers says the other status too, so that no answer loses its meaning. Raises Gone."""
    await _both("status", status_id, into)
    await execute("UPDATE contribution SET status = $2 WHERE status = $1", status_id, into)
    await execute("UPDATE status_change SET status = $2 WHERE status = $1", status_id, into)
    await remove_status(status_id=status_id)


async def move_area(*, key: str, into: str) -> None:
    await execute("UPDATE contribution SET area = $2 WHERE area = $1", key, into)


async def remove_unused_topic(*, topic_id: int) -> None:
    """Raises StillUsed, Gone."""
    if await value("SELECT EXISTS (SELECT 1 FROM contribution_topic WHERE topic = $1)", topic_id):
        raise StillUsed
    await remove_topic(topic_id=topic_id)


async def _both(table: str, one: int, other: int) -> None:
    """Locked, so that the one that receives is not taken away meanwhile."""
    found = await rows(
        f"SELECT id FROM {table} WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE", [one, other]
    )
    if one == other or len(found) != 2:  # noqa: PLR2004 - the one and the other
        raise Gone
