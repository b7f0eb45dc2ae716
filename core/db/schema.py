"""From table classes to DDL: what a new tenant is made of, and what a first migration freezes."""

from collections.abc import Sequence

from piccolo.table import Table, sort_table_classes

MIGRATION_TABLE = (
    "CREATE TABLE IF NOT EXISTS migration (app varchar(60) NOT NULL, name varchar(200) NOT NULL, "
    "ran_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (app, name))"
)


def create_statements(tables: Sequence[type[Table]]) -> list[str]:
    """CREATE TABLE, indexes and each table's own `ddl`, in an order that foreign keys allow."""
    statements: list[str] = []
    for table in sort_table_classes(list(tables)):
        statements += table.create_table().ddl
        statements += getattr(table, "ddl", ())
    return statements
