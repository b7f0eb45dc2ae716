"""The SDK's functions that take a capability, each behind its door. The host's own code uses them without one."""

import inspect
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from functools import wraps
from typing import Any, TypeVar, cast

from core import contributions, files, messages
from core.db import copy_rows as _copy_rows
from core.db import execute as _execute
from core.db import row as _row
from core.db import rows as _rows
from core.db import stream_rows as _stream_rows
from core.db import value as _value
from core.db.query import Row
from core.host.capabilities import Capability, require
from core.host.table_doors import require_tables
from core.projects import follow
from core.tenancy.acting import acting_plugin

F = TypeVar("F", bound=Callable[..., Any])


def _behind(wanted: Capability, function: F) -> F:
    """The same function, refused to a plugin that may not. A generator asks for the one who called it, whoever reads it."""
    if inspect.isasyncgenfunction(function):

        @wraps(function)
        def generate(*given: Any, **named: Any) -> AsyncIterator[Any]:
            return _checked(acting_plugin(), wanted, function(*given, **named))

        return cast("F", generate)

    @wraps(function)
    async def call(*given: Any, **named: Any) -> Any:
        await require(wanted)
        return await function(*given, **named)

    return cast("F", call)


async def _checked(who: str, wanted: Capability, items: AsyncIterator[Any]) -> AsyncIterator[Any]:
    await require(wanted, plugin_id=who)
    async for item in items:
        yield item


listing = _behind(Capability.CONTRIBUTIONS, contributions.listing)
load = _behind(Capability.CONTRIBUTIONS, contributions.load)
on_map = _behind(Capability.CONTRIBUTIONS, contributions.on_map)
similar = _behind(Capability.CONTRIBUTIONS, contributions.similar)
comments_of = _behind(Capability.CONTRIBUTIONS, contributions.comments_of)
export_rows = _behind(Capability.CONTRIBUTIONS, contributions.export_rows)
export_contributions = _behind(Capability.CONTRIBUTIONS, contributions.export_contributions)
export_comments = _behind(Capability.CONTRIBUTIONS, contributions.export_comments)
authors_of = _behind(Capability.PERSONAL_DATA, contributions.authors_of)
colleagues = _behind(Capability.PERSONAL_DATA, contributions.colleagues)
followers = _behind(Capability.PERSONAL_DATA, follow.followers)
notify = _behind(Capability.MAIL, messages.notify)
mail_link = _behind(Capability.MAIL, messages.mail_link)
keep_upload = _behind(Capability.FILES, files.keep_upload)
keep_made = _behind(Capability.FILES, files.keep_made)


async def rows(sql: str, *arguments: Any) -> list[Row]:
    """All rows of a query, each a dictionary from column to value."""
    await require_tables(sql)
    return await _rows(sql, *arguments)


async def row(sql: str, *arguments: Any) -> Row | None:
    """The first row, or None."""
    await require_tables(sql)
    return await _row(sql, *arguments)


async def value(sql: str, *arguments: Any) -> Any:
    """The first column of the first row, or None."""
    await require_tables(sql)
    return await _value(sql, *arguments)


async def execute(sql: str, *arguments: Any) -> int:
    """Run one statement; how many rows it touched. A second statement smuggled in behind a `;` is an error of syntax."""
    await require_tables(sql)
    return await _execute(sql, *arguments)


async def copy_rows(table: str, columns: Sequence[str], records: Iterable[Sequence[Any]]) -> None:
    """Many rows into a table of your own, at the speed of COPY."""
    await require_tables(f"INSERT INTO {table}")
    await _copy_rows(table, columns, records)


def stream_rows(sql: str, *arguments: Any, size: int = 500) -> AsyncIterator[Row]:
    """The rows one after another, while they are sent: for exports of any size."""
    return _streamed(acting_plugin(), sql, arguments, size)


async def _streamed(who: str, sql: str, arguments: tuple[Any, ...], size: int) -> AsyncIterator[Row]:
    await require_tables(sql, plugin_id=who)
    async for found in _stream_rows(sql, *arguments, size=size):
        yield found
