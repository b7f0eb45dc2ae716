"""The jobs that keep the roll-ups."""

from typing import Any

from core.jobs import Hourly, enqueue, job
from core.participation.rollups import AT_ONCE, roll_up


@job("participation.roll_up", schedule=Hourly(), quiet=True)
async def count_new_lines() -> None:
    """A batch each time: what is left is the next job's, so that no transaction is long."""
    if await roll_up() == AT_ONCE:
        await enqueue("participation.roll_up")


JOBS: tuple[Any, ...] = (count_new_lines,)
