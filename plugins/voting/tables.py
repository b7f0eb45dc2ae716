"""What voting keeps. An option says its title, text, place and picture as a contribution of the kind `option`.

Money is in whole øre, never in floating point. What is voted for is `choices`: {option id as text: number}, where the number is 1
(knapsack, approval), points, or the rank from 1. JSONB forgets the order in which somebody chose.

Secrecy: `voting_voter` says that a person has cast, `voting_ballot` says what was cast. No column, time or order joins them;
`ballot/urn.py` stirs the rows, so that neither their place on disk nor their transaction does.
"""

from core.sdk.tables import (
    JSONB,
    ActivityTable,
    BigInt,
    BigSerial,
    Boolean,
    ContributionTable,
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


class PartTable(Table, tablename="voting_part"):
    """A category or a district (`kind`). Its budget, where it has one, caps the options in it; the activity's caps all."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    kind = Varchar(length=20)
    names = JSONB(default="{}")
    budget = BigInt(null=True, default=None)  # øre; None: only the whole budget caps
    position = Integer(default=0)

    ddl = ("CREATE INDEX voting_part_activity ON voting_part (activity, kind, position)",)


class OptionTable(Table, tablename="voting_option"):
    """The option's own facts. Its id is its contribution's, so that its page, its ballot and its link are one number.

    `source`: the contribution (an idea) it was made from. `feasible`: '' not looked at, yes, partly, no. `on_ballot`: staff have
    put it on the ballot; one that was found impossible stays to be read, with the reason.
    """

    id = BigInt(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    cost = BigInt(default=0)  # øre; 0 where places are shared out and not money
    category = ForeignKey(PartTable, on_delete=OnDelete.set_null, null=True, default=None)
    district = ForeignKey(PartTable, on_delete=OnDelete.set_null, null=True, default=None)
    source = ForeignKey(ContributionTable, on_delete=OnDelete.set_null, null=True, default=None)
    feasible = Varchar(length=10, default="")
    reason = Text(default="")
    on_ballot = Boolean(default=True)
    position = Integer(default=0)

    ddl = (
        "ALTER TABLE voting_option ADD CONSTRAINT voting_option_is_contribution "
        "FOREIGN KEY (id) REFERENCES contribution (id) ON DELETE CASCADE",
        "CREATE INDEX voting_option_activity ON voting_option (activity, position, id)",
        "CREATE UNIQUE INDEX voting_option_source ON voting_option (activity, source) WHERE source IS NOT NULL",
    )


class EvaluationTable(Table, tablename="voting_evaluation"):
    """What evaluators found, one row each time: only ever added to. The newest stands on the option."""

    id = BigSerial(primary_key=True)
    option = ForeignKey(OptionTable, on_delete=OnDelete.cascade, null=False)
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())
    feasible = Varchar(length=10)
    cost = BigInt()
    reason = Text()

    ddl = ("CREATE INDEX voting_evaluation_option ON voting_evaluation (option, id DESC)",)


class DraftTable(Table, tablename="voting_draft"):
    """A ballot that somebody has begun and not cast. Deleted when it is cast; never counted."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    choices = JSONB(default="{}")
    district = ForeignKey(PartTable, on_delete=OnDelete.set_null, null=True, default=None)
    reminded = Boolean(default=False)

    ddl = ("CREATE UNIQUE INDEX voting_draft_once ON voting_draft (activity, person)",)


class VoterTable(Table, tablename="voting_voter"):
    """Who has cast: the constraint that makes it one ballot a person. No time; somebody who left keeps the row, nameless."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    channel = Varchar(length=20, default="web")

    ddl = ("CREATE UNIQUE INDEX voting_voter_once ON voting_voter (activity, person)",)


class BallotTable(Table, tablename="voting_ballot"):
    """A cast ballot. No person, no time, no number in a row.

    `receipt` is public after closing. It is made from the change code, which only the voter has: who knows the code finds the
    row and may change it until closing; nobody finds the code from the row.
    """

    receipt = Varchar(length=20, primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    district = ForeignKey(PartTable, on_delete=OnDelete.set_null, null=True, default=None)
    channel = Varchar(length=20, default="web")
    choices = JSONB(default="{}")

    ddl = ("CREATE INDEX voting_ballot_activity ON voting_ballot (activity, receipt)",)


TABLES = (PartTable, OptionTable, EvaluationTable, DraftTable, VoterTable, BallotTable)
