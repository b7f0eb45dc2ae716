"""How a command gets a house and a database: `run(work())`."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from core.app import build
from core.db import ENGINE
from core.jobs.redis import close_hint_redis
from core.logs import set_up_logs
from core.settings import settings

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Build the house, open the pool, do the work, close."""
    return asyncio.run(_with_database(work))


async def _with_database(work: Coroutine[Any, Any, T]) -> T:
    set_up_logs()
    build()
    await ENGINE.start(settings().database_url, size=settings().pool_size)
    try:
        return await work
    finally:
        await close_hint_redis()
        await ENGINE.stop()
