"""What happens here by itself."""

from core.jobs import Daily, job
from tenants.signup.state import sweep


@job("tenants.sweep_sign_ups", schedule=Daily(hour=4))
async def sweep_sign_ups() -> None:
    """People who changed their mind are forgotten after two days."""
    await sweep()
