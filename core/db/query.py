"""Raw SQL with asyncpg's placeholders ($1, $2 …), on the open transaction."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from core.db.engine import ENGINE, records
from core.db.guard import check_query

Row = dict[str, Any]
_numbers = count()  # names of savepoints


async def rows(sql: str, *arguments: Any) -> list[Row]:
    """All rows of a query, each a dictionary from column to value."""
    check_query(sql)
    return records(await ENGINE.connection.fetch(sql, *arguments))


async def row(sql: str, *arguments: Any) -> Row | None:
    """The first row, or None."""
    check_query(sql)
    found = await ENGINE.connection.fetchrow(sql, *arguments)
    return dict(found) if found is not None else None


async def value(sql: str, *arguments: Any) -> Any:
    """The first column of the first row, or None."""
    check_query(sql)
    return await ENGINE.connection.fetchval(sql, *arguments)


async def execute(sql: str, *arguments: Any) -> int:
    """Run one statement; how many rows it touched. A second statement smuggled in behind a `;` is an error of syntax."""
    check_query(sql)
    connection = ENGINE.connection
    if arguments:
        status: str = await connection.execute(sql, *arguments)
    else:  # asyncpg would send this the simple way, which takes several statements
        statement = await connection.prepare(sql)
        await statement.fetch()
        status = statement.get_statusmsg()
    count = status.rpartition(" ")[2]
    return int(count) if count.isdigit() else 0


async def run_script(sql: str) -> None:
    """Several statements at once, of our own writing. Not for plugins, and never with anything from outside in it."""
    await ENGINE.connection.execute(sql)


async def copy_rows(table: str, columns: Sequence[str], records_: Iterable[Sequence[Any]]) -> None:
    """Bulk insert by COPY: for imports and benches."""
    await ENGINE.connection.copy_records_to_table(table, columns=list(columns), records=records_)


async def stream_rows(sql: str, *arguments: Any, size: int = 500) -> AsyncIterator[Row]:
    """Rows one by one by a cursor of this transaction, so that an export needs no memory."""
    check_query(sql)
    connection = ENGINE.connection
    name = f"stream_{next(_numbers)}"  # a name of its own: FETCH is prepared once for each text, with its columns
    async with _cursor(connection, name, sql, arguments):
        while found := await connection.fetch(f"FETCH {size} FROM {name}"):
            for record in found:
                yield dict(record)


@asynccontextmanager
async def _cursor(connection: Any, name: str, sql: str, arguments: tuple[Any, ...]) -> AsyncIterator[None]:
    await connection.execute(f"DECLARE {name} NO SCROLL CURSOR FOR {sql}", *arguments)
    try:
        yield
    finally:
        if not connection.is_closed() and connection.is_in_transaction():
            await connection.execute(f"CLOSE {name}")


@asynccontextmanager
async def savepoint() -> AsyncIterator[None]:
    """Undo what happens inside if it raises, and leave the transaction alive."""
    connection = ENGINE.connection
    name = f"house_{next(_numbers)}"
    await connection.execute(f"SAVEPOINT {name}")
    try:
        yield
    except BaseException:
        if not connection.is_closed():
            await connection.execute(f"ROLLBACK TO SAVEPOINT {name}; RELEASE SAVEPOINT {name}")
        raise
    await connection.execute(f"RELEASE SAVEPOINT {name}")
