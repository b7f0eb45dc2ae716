"""The long ones, and those whose day has come."""

from core.jobs import Daily, Hourly, job
from tenants.desk.entering.asks import forget_old
from tenants.desk.operations import doing
from tenants.desk.operations.book import forget_files

KEPT_DAYS = 7


@job("tenants.export_place", queue="long", quiet=True)
async def export_place(*, operation_id: int) -> None:
    await doing.make_archive(operation_id)


@job("tenants.delete_due", queue="long", schedule=Hourly(minute=50), quiet=True)
async def delete_due() -> None:
    await doing.delete_due()


@job("tenants.sweep_desk", schedule=Daily(hour=4, minute=10), quiet=True)
async def sweep_desk() -> None:
    await forget_files(days=KEPT_DAYS)
    await forget_old()
