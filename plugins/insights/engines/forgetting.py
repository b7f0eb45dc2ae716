"""Texts that were sent are kept as long as somebody may ask about them, and no longer."""

from core.sdk import Daily, execute, job, value

DAYS = 90  # where nobody has said anything else


@job("insights.forget_sent", schedule=Daily(hour=4), quiet=True)
async def forget_sent() -> None:
    """That something was sent, when, why and at what cost, stays."""
    await execute(
        "UPDATE insights_sent SET sent = '', answer = NULL, ids = '[]' WHERE sent <> '' "
        "AND at < now() - make_interval(days => coalesce((SELECT keep_days FROM insights_service), $1))",
        DAYS,
    )


async def days_kept() -> int:
    days: int | None = await value("SELECT keep_days FROM insights_service")
    return DAYS if days is None else days
