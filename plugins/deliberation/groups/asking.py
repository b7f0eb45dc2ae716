"""A new run is asked for once, however many answer while it waits."""

from datetime import UTC, datetime, timedelta

from core.sdk import enqueue, execute, value

CALM = timedelta(seconds=20)  # answers come in bursts

_ASK = """
    UPDATE deliberation_result SET asked_at = now() WHERE activity = (
        SELECT activity FROM deliberation_result WHERE activity = $1 AND asked_at IS NULL FOR UPDATE SKIP LOCKED)
    RETURNING activity
"""


async def ask_for_run(*, activity_id: int, at_once: bool = False) -> None:
    """Nobody waits for anybody here: who meets a row that another is asking with, leaves it to the other."""
    asked = await value(_ASK, activity_id)
    if asked is None and await value("SELECT 1 FROM deliberation_result WHERE activity = $1", activity_id):
        return
    if asked is None:
        made = await execute(
            "INSERT INTO deliberation_result (activity, asked_at) VALUES ($1, now()) ON CONFLICT DO NOTHING",
            activity_id,
        )
        if not made:
            return
    due = None if at_once else datetime.now(UTC) + CALM
    await enqueue("deliberation.group", at=due, activity_id=activity_id)
