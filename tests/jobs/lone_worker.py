"""A worker in a process of its own, for a test to kill."""

import asyncio

from core.app import build
from core.jobs import install_jobs, run_worker
from core.settings import settings
from tests.jobs.conftest import HURRY
from tests.jobs.test_worker import wait


async def work() -> None:
    build()
    install_jobs([wait])
    await run_worker(settings(), pace=HURRY)


if __name__ == "__main__":
    asyncio.run(work())
