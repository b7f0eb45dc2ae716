"""Work that stands, whatever becomes of the transaction that is open: on another connection, in a scope of its own."""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from core.tenancy.scope import current_tenant, scope
from core.tenancy.tenant import PLATFORM, Tenant

T = TypeVar("T")


async def aside(work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` for the same tenant in a transaction of its own, and commit it. It sees nothing of what is not committed yet.

    For records of what cannot be taken back: something was sent, something was paid. It holds a second connection, so: short.
    """
    return await _in_own_scope(current_tenant(), work)


async def at_platform(work: Callable[[], Awaitable[T]]) -> T:
    """The same, on the platform: for the host's own rooms, where numbers of many places meet."""
    return await _in_own_scope(PLATFORM, work)


async def beside(work: Awaitable[T]) -> T:
    """Run in a context without the open scope, so that it can open one of its own."""

    async def run() -> T:
        return await work

    return await asyncio.get_running_loop().create_task(run(), context=contextvars.Context())


async def _in_own_scope(tenant: Tenant, work: Callable[[], Awaitable[T]]) -> T:
    async def run() -> Any:
        async with scope(tenant, quiet=True):
            return await work()

    done: T = await beside(run())
    return done
