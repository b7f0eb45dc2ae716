"""Which topic a contribution may belong to, and what staff said of it."""

from core.sdk.tables import (
    JSONB,
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
    reason = Varchar(length=120, default="")  # words that a rule found; empty: learnt
    decided = Varchar(length=5, default="")
    at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE UNIQUE INDEX insights_guess_once ON insights_guess (contribution, topic)",
        "CREATE INDEX insights_guess_topic ON insights_guess (topic, confidence DESC) WHERE decided = ''",
    )


class RuleTable(Table, tablename="insights_rule"):
    """Words that staff say belong to a topic: `algorithms.rules.Rule`."""

    topic = ForeignKey(TopicTable, on_delete=OnDelete.cascade, primary_key=True)
    phrases = JSONB(default="[]")
    never = JSONB(default="[]")


class ArrivalTable(Table, tablename="insights_arrival"):
    """What has come and waits for a topic to be suggested: many are taken at once."""

    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, primary_key=True)
    at = Timestamptz(default=TimestamptzNow())


TABLES = (GuessTable, RuleTable, ArrivalTable)
