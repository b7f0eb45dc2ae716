"""What a plugin's `tables.py` imports: Piccolo's table class and columns. See `core/db/columns.py` for `ddl`."""

from core.contributions.tables import ContributionTable, TopicTable
from core.db.columns import (
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
    OnDelete,
    Real,
    SmallInt,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)
from core.people.tables import PersonTable
from core.projects.tables import ActivityTable, ProjectTable

__all__ = [
    "JSONB",
    "UUID",
    "ActivityTable",
    "BigInt",
    "BigSerial",
    "Boolean",
    "Bytea",
    "ContributionTable",
    "Date",
    "DoublePrecision",
    "ForeignKey",
    "Integer",
    "OnDelete",
    "PersonTable",
    "ProjectTable",
    "Real",
    "SmallInt",
    "Table",
    "Text",
    "Timestamptz",
    "TimestamptzNow",
    "TopicTable",
    "Varchar",
]
