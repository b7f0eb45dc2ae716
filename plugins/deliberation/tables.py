"""What only this method knows: who answered what, what came of it, and the options that are weighed.

A voter is a pseudonym of one activity, the same that stands in the participation log: no table here names a person. Statements,
arguments and common statements themselves are contributions.
"""

from core.sdk.tables import (
    JSONB,
    ActivityTable,
    BigInt,
    BigSerial,
    Boolean,
    Bytea,
    ContributionTable,
    DoublePrecision,
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


class StatementTable(Table, tablename="deliberation_statement"):
    """Beside the contribution. The counts and `reach` (how much it tells people apart) are those of the last run, for routing."""

    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    seed = Boolean(default=False)  # from the municipality
    seen = Integer(default=0)
    agree = Integer(default=0)
    disagree = Integer(default=0)
    reach = DoublePrecision(default=1.0)

    ddl = ("CREATE INDEX deliberation_statement_activity ON deliberation_statement (activity)",)


class VoterTable(Table, tablename="deliberation_voter"):
    """`opinion` and the point are those of the last run; `opinion` is null where too little is known."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    who = Bytea()
    opinion = SmallInt(null=True, default=None)
    x = DoublePrecision(default=0.0)
    y = DoublePrecision(default=0.0)
    import_id = BigInt(null=True, default=None)

    ddl = ("CREATE UNIQUE INDEX deliberation_voter_once ON deliberation_voter (activity, who)",)


class VoteTable(Table, tablename="deliberation_vote"):
    """1 agrees, -1 disagrees, 0 passes. One row for each voter and statement: the database's own constraint."""

    id = BigSerial(primary_key=True)
    voter = ForeignKey(VoterTable, on_delete=OnDelete.cascade, null=False)
    statement = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False)
    value = SmallInt()
    at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE UNIQUE INDEX deliberation_vote_once ON deliberation_vote (voter, statement)",
        "CREATE INDEX deliberation_vote_statement ON deliberation_vote (statement)",
        "ALTER TABLE deliberation_vote ADD CONSTRAINT deliberation_vote_value CHECK (value IN (-1, 0, 1))",
    )


class ResultTable(Table, tablename="deliberation_result"):
    """The last run of an activity. `asked_at`: a new run is waiting. `told` is what pages show, `kept` what the next run begins
    from."""

    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, primary_key=True)
    asked_at = Timestamptz(null=True, default=None)
    made_at = Timestamptz(null=True, default=None)
    seconds = DoublePrecision(default=0.0)
    told = JSONB(default="{}")
    kept = JSONB(default="{}")


class OptionTable(Table, tablename="deliberation_option"):
    """One of the ways to go. What the municipality knows of it stands in `facts`."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    position = Integer(default=0)
    names = JSONB(default="{}")
    descriptions = JSONB(default="{}")
    facts = JSONB(default="{}")
    scores = JSONB(default="{}")  # criterion id -> {"score": -2..2, "words": {language: text}}
    version = Integer(default=1)

    ddl = ("CREATE INDEX deliberation_option_activity ON deliberation_option (activity, position)",)


class CriterionTable(Table, tablename="deliberation_criterion"):
    """What the options are compared by: costs, nature, time."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    position = Integer(default=0)
    names = JSONB(default="{}")

    ddl = ("CREATE INDEX deliberation_criterion_activity ON deliberation_criterion (activity, position)",)


class ArgumentTable(Table, tablename="deliberation_argument"):
    """Beside the contribution: for (1) or against (-1) which option."""

    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, primary_key=True)
    option = ForeignKey(OptionTable, on_delete=OnDelete.cascade, null=False)
    side = SmallInt()

    ddl = (
        "CREATE INDEX deliberation_argument_option ON deliberation_argument (option, side)",
        "ALTER TABLE deliberation_argument ADD CONSTRAINT deliberation_argument_side CHECK (side IN (-1, 1))",
    )


class OutcomeTable(Table, tablename="deliberation_outcome"):
    """The common statement: a draft among staff until it is published as a contribution that people endorse."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=True, default=None)
    title = Varchar(length=200, default="")
    body = Varchar(length=20_000, default="")
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    changed_at = Timestamptz(default=TimestamptzNow())
    version = Integer(default=1)

    ddl = ("CREATE UNIQUE INDEX deliberation_outcome_once ON deliberation_outcome (activity)",)


TABLES = (
    StatementTable,
    VoterTable,
    VoteTable,
    ResultTable,
    OptionTable,
    CriterionTable,
    ArgumentTable,
    OutcomeTable,
)
