"""Paper: who handed in, and what the papers say. As on the web, nothing joins the two."""

from core.sdk.tables import (
    JSONB,
    ActivityTable,
    BigSerial,
    ForeignKey,
    Integer,
    OnDelete,
    PersonTable,
    SmallInt,
    Table,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)
from plugins.voting.tables import PartTable


class HandedInTable(Table, tablename="voting_handed_in"):
    """Somebody without an account who handed in a paper: only a keyed hash of name and birth date, to find a second paper."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    mark = Varchar(length=64)

    ddl = ("CREATE UNIQUE INDEX voting_handed_in_once ON voting_handed_in (activity, mark)",)


class PaperTable(Table, tablename="voting_paper"):
    """One reading of one paper. `number` is the number that was written on the paper when the box was opened; `reading` 1 and 2
    are by two people, 3 settles where they differ.
    """

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    number = Integer()
    reading = SmallInt()
    choices = JSONB(default="{}")
    district = ForeignKey(PartTable, on_delete=OnDelete.set_null, null=True, default=None)
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE UNIQUE INDEX voting_paper_once ON voting_paper (activity, number, reading)",)


TABLES = (HandedInTable, PaperTable)
