"""Proposals as cases, every step they took, who stands behind them and who signed. What a proposal says is a contribution."""

from core.sdk.tables import (
    JSONB,
    BigSerial,
    Boolean,
    ContributionTable,
    Date,
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


class CaseTable(Table, tablename="proposals_case"):
    """`rule`: what held when signing began. `signatures` is a roll-up of the signatures that count: always their recount."""

    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False, unique=True)
    stage = Varchar(length=20, default="draft")
    join_key = Varchar(length=43)  # of the link by which co-proposers come in
    handler = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    rule = JSONB(default="{}")
    threshold = Integer(default=0)
    signatures = Integer(default=0)
    received_at = Timestamptz(null=True, default=None)
    check_due = Date(null=True, default=None)
    started_at = Timestamptz(null=True, default=None)
    collect_until = Timestamptz(null=True, default=None)
    reached_at = Timestamptz(null=True, default=None)
    council_due = Date(null=True, default=None)
    clock_note = Text()  # why the clock does not bind, such as a plan case; empty: it does
    sent_at = Timestamptz(null=True, default=None)
    sent_with = Integer(default=0)  # signatures when it went to the council
    case_number = Varchar(length=60)
    case_url = Varchar(length=500)
    decided_on = Date(null=True, default=None)
    outcome = Varchar(length=20)
    reminded = Varchar(length=40)  # the last reminder that was sent, so that none comes twice
    at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE INDEX proposals_case_stage ON proposals_case (stage, council_due)",
        "CREATE UNIQUE INDEX proposals_case_join ON proposals_case (join_key)",
    )


class StepTable(Table, tablename="proposals_step"):
    """The log: every step with who and why. `reason` is shown to everyone once the proposal is public."""

    id = BigSerial(primary_key=True)
    proposal = ForeignKey(CaseTable, on_delete=OnDelete.cascade, null=False)
    at = Timestamptz(default=TimestamptzNow())
    was = Varchar(length=20)
    stage = Varchar(length=20)
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    reason = Text()

    ddl = ("CREATE INDEX proposals_step_of ON proposals_step (proposal, id)",)


class ProposerTable(Table, tablename="proposals_proposer"):
    """Those who propose together with the author."""

    id = BigSerial(primary_key=True)
    proposal = ForeignKey(CaseTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE UNIQUE INDEX proposals_proposer_once ON proposals_proposer (proposal, person)",
        "CREATE INDEX proposals_proposer_person ON proposals_proposer (person)",
    )


class BatchTable(Table, tablename="proposals_batch"):
    """One bundle of sheets that staff typed in."""

    id = BigSerial(primary_key=True)
    proposal = ForeignKey(CaseTable, on_delete=OnDelete.cascade, null=False)
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())
    note = Varchar(length=200)
    counted = Integer(default=0)
    left_out = Integer(default=0)

    ddl = ("CREATE INDEX proposals_batch_of ON proposals_batch (proposal, id)",)


class SignatureTable(Table, tablename="proposals_signature"):
    """One signature: by an account, or from paper (`name`, `address`, `postcode`). Who closes the account leaves a line without
    a name, which counts. `name_key` and `place_key` find doubles on paper. A struck one does not count."""

    id = BigSerial(primary_key=True)
    proposal = ForeignKey(CaseTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    channel = Varchar(length=20, default="web")
    at = Timestamptz(default=TimestamptzNow())
    shown = Boolean(default=False)
    name = Varchar(length=120)
    address = Varchar(length=200)
    postcode = Varchar(length=10)
    name_key = Varchar(length=120)
    place_key = Varchar(length=220)
    batch = ForeignKey(BatchTable, on_delete=OnDelete.cascade, null=True, default=None)
    struck_at = Timestamptz(null=True, default=None)
    struck_why = Varchar(length=200)

    ddl = (
        "CREATE UNIQUE INDEX proposals_signature_once ON proposals_signature (proposal, person) WHERE person IS NOT NULL",
        "CREATE UNIQUE INDEX proposals_signature_paper ON proposals_signature (proposal, name_key, place_key) "
        "WHERE name_key <> '' AND struck_at IS NULL",
        "CREATE INDEX proposals_signature_person ON proposals_signature (person)",
        "CREATE INDEX proposals_signature_shown ON proposals_signature (proposal, at) WHERE shown",
    )


class UpdateTable(Table, tablename="proposals_update"):
    """A message from the proposers to those who signed. What it says is a contribution of the kind `update`."""

    id = BigSerial(primary_key=True)
    proposal = ForeignKey(CaseTable, on_delete=OnDelete.cascade, null=False)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False, unique=True)
    sent_to = Integer(default=0)
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE INDEX proposals_update_of ON proposals_update (proposal, id)",)


TABLES = (CaseTable, StepTable, ProposerTable, BatchTable, SignatureTable, UpdateTable)
