"""What has run out goes every night: codes that were not used, sessions that ended by themselves."""

from core.jobs.declare import job
from core.jobs.schedule import Daily
from core.people.codes import sweep_codes
from core.people.sessions import sweep_sessions


@job("account.sweep", schedule=Daily(hour=3), quiet=True)
async def sweep() -> None:
    await sweep_codes()
    await sweep_sessions()


JOBS = (sweep,)
