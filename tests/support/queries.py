"""Counting the statements that reach PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from core.db import ENGINE


@contextmanager
def count_queries() -> Iterator[list[str]]:
    """The list fills with each statement sent by a query call (not BEGIN/COMMIT, which go with the scope)."""
    seen: list[str] = []

    original = asyncpg.Connection._do_execute

    async def watched(self: asyncpg.Connection, query: str, *args: object, **kwargs: object) -> object:
        if ENGINE.current_transaction.get() is not None:  # a new connection's own questions are no page's
            seen.append(query)
        return await original(self, query, *args, **kwargs)

    asyncpg.Connection._do_execute = watched
    try:
        yield seen
    finally:
        asyncpg.Connection._do_execute = original
