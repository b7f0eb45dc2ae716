"""Piccolo's engine, made strict: one pool, one kind of transaction, and no query outside a tenant's scope."""

from collections.abc import Sequence
from typing import Any, NoReturn

import asyncpg
import msgspec
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction
from piccolo.querystring import QueryString

from core.db.guard import check_query


class NoTenantScope(RuntimeError):
    """A query was sent outside `core.tenancy.scope(...)`. Loud on purpose: an empty page would hide the mistake."""


class DatabaseDown(ConnectionError):
    """No connection to PostgreSQL could be had."""


def _encode_json(value: Any) -> str:
    # Piccolo hands over JSON that it has dumped already; our own SQL hands over Python objects.
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


async def _prepare(connection: Any) -> None:
    for kind in ("json", "jsonb"):
        await connection.set_type_codec(
            kind, schema="pg_catalog", encoder=_encode_json, decoder=msgspec.json.decode
        )


async def _no_reset(_connection: Any) -> None:
    """Every setting here is SET LOCAL, so a connection comes back clean and needs no RESET round trip."""


class HouseEngine(PostgresEngine):
    """Piccolo's engine without the ways around the scope."""

    def __init__(self) -> None:
        super().__init__(config={}, extensions=())

    async def start(self, url: str, *, size: int = 10) -> None:
        """Open the pool. Connections are recycled, since each remembers the tables of every tenant it served."""
        if self.pool is not None:
            return
        self.config = {"dsn": url}
        self.pool = await asyncpg.create_pool(
            dsn=url,
            min_size=0,
            max_size=size,
            max_queries=20_000,
            init=_prepare,
            reset=_no_reset,
            command_timeout=60,
            server_settings={"application_name": "allmenning"},
        )

    async def stop(self) -> None:
        if self.pool is not None:
            pool, self.pool = self.pool, None
            await pool.close()

    def open(self) -> "HouseTransaction":
        return HouseTransaction(self)

    @property
    def connection(self) -> Any:
        """The connection of the open transaction."""
        transaction = self.current_transaction.get()
        if transaction is None:
            raise NoTenantScope("no tenant scope is open: use core.tenancy.scope(tenant)")
        return transaction.connection

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> Any:
        del in_pool
        query, arguments = querystring.compile_string(engine_type=self.engine_type)
        check_query(query)
        return await self.connection.fetch(query, *arguments)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> Any:
        del in_pool
        return await self.connection.fetch(ddl)

    async def batch(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise NoTenantScope("batch() opens a connection of its own; use core.db.stream_rows or page by key")

    async def get_version(self) -> float:
        return 15.0  # asked once when Piccolo starts, before there is a server to ask


class HouseTransaction(PostgresTransaction):
    """A transaction that always gives its connection back, also when COMMIT fails."""

    async def begin_with(self, statements: str) -> None:
        """Take a connection and begin, together with the scope's settings, in one round trip."""
        pool = self.engine.pool
        if pool is None:
            raise DatabaseDown("the database pool is not started")
        try:
            self.connection = await pool.acquire(timeout=5)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise DatabaseDown(str(error) or "no connection in time") from error
        try:
            await self.connection.execute(statements)
        except BaseException:
            await self._give_back(broken=True)
            raise
        self.engine.current_transaction.set(self)

    async def end(self, *, commit: bool, first: str = "") -> None:
        """COMMIT or ROLLBACK; the connection goes back whatever happens. `first`: a last statement, in the same round trip."""
        self.engine.current_transaction.set(
            None
        )  # no reset: a download ends in another task than it began in
        last = "COMMIT" if commit else "ROLLBACK"
        try:
            await self.connection.execute(f"{first}; {last}" if first else last)
        except BaseException:
            await self._give_back(broken=True)
            raise
        await self._give_back()

    async def _give_back(self, *, broken: bool = False) -> None:
        if broken:
            self.connection.terminate()
        pool = self.engine.pool
        if pool is not None:
            await pool.release(self.connection)


ENGINE = HouseEngine()


def records(found: Sequence[Any]) -> list[dict[str, Any]]:
    return [dict(record) for record in found]
