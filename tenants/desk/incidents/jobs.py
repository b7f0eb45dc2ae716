"""Notices on their way to the places."""

from core.jobs import Hourly, job
from tenants.desk.incidents.service import spread


@job("tenants.spread_notices", queue="urgent", quiet=True)
async def spread_notices() -> None:
    """Asked for when something is told or ended."""
    await spread()


@job("tenants.spread_again", schedule=Hourly(minute=5), quiet=True)
async def spread_again() -> None:
    """What comes near, what is over, and places that are new."""
    await spread()
