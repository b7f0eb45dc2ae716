"""Work that stands, whatever becomes of the transaction that is open: on another connection, in a scope of its own."""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable
from typing import TypeVar

from core.tenancy.scope import current_tenant, scope
from core.tenancy.tenant import PLATFORM

T = TypeVar("T")


async def at_platform(work: Callable[[], Awaitable[T]]) -> T:
    """The same, on the platform: for the host's own rooms, where numbers of many places meet."""

    async def run() -> T:
        async with scope(PLATFORM, quiet=True):
            return await work()

    return await asyncio.get_running_loop().create_task(run(), context=contextvars.Context())


async def aside(work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` for the same tenant in a transaction of its own, and commit it. It sees nothing of what is not committed yet.

    For records of what cannot be taken back: something was sent, something was paid. It holds a second connection, so: short.
    """
    tenant = current_tenant()

    async def run() -> T:
        async with scope(tenant, quiet=True):
            return await work()

    return await asyncio.get_running_loop().create_task(run(), context=contextvars.Context())
