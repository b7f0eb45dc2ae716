"""Which topic a contribution may belong to, and what staff said of it."""

from core.sdk.tables import (
    BigSerial,
    ContributionTable,
    ForeignKey,
    OnDelete,
    Real,
    Table,
    Timestamptz,
    TimestamptzNow,
    TopicTable,
    Varchar,
)


class GuessTable(Table, tablename="insights_guess"):
    """`decided`: empty (nobody has looked), yes, no. A no is remembered: it is not suggested again."""

    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False)
    topic = ForeignKey(TopicTable, on_delete=OnDelete.cascade, null=False)
    confidence = Real(default=0)
    decided = Varchar(length=5, default="")
    at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE UNIQUE INDEX insights_guess_once ON insights_guess (contribution, topic)",
        "CREATE INDEX insights_guess_topic ON insights_guess (topic, confidence DESC) WHERE decided = ''",
    )


TABLES = (GuessTable,)
