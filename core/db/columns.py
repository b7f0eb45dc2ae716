"""The columns and the table class that `tables.py` files use, in one place.

A table may carry `ddl = ("CREATE INDEX …",)`: what Piccolo cannot say, run right after its CREATE TABLE.
"""

from piccolo.columns import (
    JSONB,
    UUID,
    BigInt,
    BigSerial,
    Boolean,
    Bytea,
    Date,
    DoublePrecision,
    ForeignKey,
    Integer,
    Real,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.columns.indexes import IndexMethod
from piccolo.table import Table

__all__ = [
    "JSONB",
    "UUID",
    "BigInt",
    "BigSerial",
    "Boolean",
    "Bytea",
    "Date",
    "DoublePrecision",
    "ForeignKey",
    "IndexMethod",
    "Integer",
    "OnDelete",
    "Real",
    "SmallInt",
    "Table",
    "Text",
    "Timestamptz",
    "TimestamptzNow",
    "Varchar",
]
