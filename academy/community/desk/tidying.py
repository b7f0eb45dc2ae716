"""A place that no longer exists has nothing here either."""

from core.sdk import Daily, execute, job


@job("commons.tidy", schedule=Daily(hour=4, minute=10))
async def tidy() -> None:
    for table in ("commons_post", "commons_member"):
        await execute(f"DELETE FROM {table} WHERE tenant NOT IN (SELECT id FROM tenant)")
