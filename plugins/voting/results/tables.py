"""What a count leaves behind. Everything here can be thrown away and made again from the ballots, except overrides."""

from core.sdk.tables import (
    JSONB,
    ActivityTable,
    BigInt,
    BigSerial,
    Boolean,
    Bytea,
    ForeignKey,
    Integer,
    OnDelete,
    PersonTable,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)
from plugins.voting.tables import OptionTable, PartTable


class CountTable(Table, tablename="voting_count"):
    """One vote that was counted. Counting again before publishing replaces it; afterwards it stands."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False, unique=True)
    at = Timestamptz(default=TimestamptzNow())
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    ballots = Integer(default=0)
    published_at = Timestamptz(null=True, default=None)


class OutcomeTable(Table, tablename="voting_outcome"):
    """One pot by one rule. `chosen`: the rule that decides; the others are there to compare. Sums are in `unit` øre each."""

    id = BigSerial(primary_key=True)
    counted = ForeignKey(CountTable, on_delete=OnDelete.cascade, null=False)
    part = ForeignKey(PartTable, on_delete=OnDelete.set_null, null=True, default=None)
    pot = Varchar(length=80)
    position = Integer(default=0)
    rule = Varchar(length=40)
    version = Integer()
    parameters = JSONB(default="{}")
    chosen = Boolean(default=False)
    budget = BigInt()
    spent = BigInt()
    unit = BigInt()
    voters = Integer()
    ties = JSONB(default="[]")
    note = JSONB(default="{}")
    digest = Varchar(length=64)

    ddl = ("CREATE INDEX voting_outcome_count ON voting_outcome (counted, position)",)


class DecisionTable(Table, tablename="voting_decision"):
    """One option in one outcome, with what is needed to say why. `price` is an exact fraction as text."""

    id = BigSerial(primary_key=True)
    outcome = ForeignKey(OutcomeTable, on_delete=OnDelete.cascade, null=False)
    option = ForeignKey(OptionTable, on_delete=OnDelete.cascade, null=False)
    cost = BigInt()
    funded = Boolean()
    why = Varchar(length=20)
    turn = Integer()
    supporters = Integer()
    score = BigInt()
    left_before = BigInt()
    missing = BigInt()
    payers = Integer()
    price = Text()

    ddl = ("CREATE UNIQUE INDEX voting_decision_once ON voting_decision (outcome, option)",)


class OverrideTable(Table, tablename="voting_override"):
    """Staff decided otherwise than the count. The reason is published."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    option = ForeignKey(OptionTable, on_delete=OnDelete.cascade, null=False)
    funded = Boolean()
    reason = Text()
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE UNIQUE INDEX voting_override_once ON voting_override (activity, option)",)


class FileTable(Table, tablename="voting_file"):
    """A file of the published package, as it was published."""

    id = BigSerial(primary_key=True)
    counted = ForeignKey(CountTable, on_delete=OnDelete.cascade, null=False)
    name = Varchar(length=120)
    sha256 = Varchar(length=64)
    content = Bytea()

    ddl = ("CREATE UNIQUE INDEX voting_file_once ON voting_file (counted, name)",)


TABLES = (CountTable, OutcomeTable, DecisionTable, OverrideTable, FileTable)
