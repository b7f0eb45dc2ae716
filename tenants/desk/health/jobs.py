"""The round, by itself."""

from core.jobs import Hourly, job
from tenants.desk.health.keeping import keep_health


@job("tenants.health", queue="long", schedule=Hourly(minute=40), quiet=True)
async def count_health() -> None:
    """Every place is asked; a place that does not answer is marked so."""
    await keep_health()
