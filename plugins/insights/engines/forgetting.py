"""Texts that were sent are kept as long as somebody may ask about them, and no longer."""

from core.sdk import Daily, execute, job

DAYS = 90


@job("insights.forget_sent", schedule=Daily(hour=4), quiet=True)
async def forget_sent() -> None:
    """That something was sent, when, why and at what cost, stays."""
    await execute(
        "UPDATE insights_sent SET sent = '', answer = NULL, ids = '[]' "
        "WHERE at < now() - make_interval(days => $1) AND sent <> ''",
        DAYS,
    )
