"""Once a night: files that nobody uses any more go."""

from core.files.sweep import delete_unused
from core.jobs.declare import job
from core.jobs.schedule import Daily


@job("files.sweep", queue="long", schedule=Daily(hour=3), quiet=True)
async def sweep_files() -> None:
    """In every place; it may run twice."""
    await delete_unused()
