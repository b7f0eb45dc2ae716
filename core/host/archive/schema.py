"""What the schema in scope is made of, from PostgreSQL's own catalogue: no list of tables to keep."""

from graphlib import TopologicalSorter

from core.db import execute, rows, value

_COLUMNS = """
    SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname
"""
_REFERENCES = """
    SELECT conrelid::regclass::text AS table, confrelid::regclass::text AS target
    FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND conrelid <> confrelid
"""
_SEQUENCES = """
    SELECT c.relname AS table, a.attname AS column,
           pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
      AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL
"""


async def tables_in_order() -> dict[str, tuple[str, ...]]:
    """Table -> columns that can be written, each after the tables that it refers to."""
    columns = {found["table"]: tuple(found["columns"]) for found in await rows(_COLUMNS)}
    order: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(columns, ()))
    for found in await rows(_REFERENCES):
        order.add(_bare(found["table"]), _bare(found["target"]))
    return {name: columns[name] for name in order.static_order()}


async def empty(tables: list[str]) -> None:
    """Take out the rows that a new place begins with, from the last table to the first.

    A table without rows is left alone: the record of staff's deeds refuses to be emptied, even when it is empty.
    """
    for table in reversed(tables):
        if await value(f'SELECT EXISTS (SELECT 1 FROM "{table}")'):
            await execute(f'DELETE FROM "{table}"')


async def wind_sequences() -> None:
    """The next id comes after the last one that was brought in."""
    for found in await rows(_SEQUENCES):
        last = f'max("{found["column"]}")'
        await execute(
            f'SELECT setval($1::regclass, greatest({last}, 1), {last} IS NOT NULL) FROM "{found["table"]}"',
            found["sequence"],
        )


def _bare(name: str) -> str:
    return name.rpartition(".")[2].strip('"')
