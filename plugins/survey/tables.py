"""Versions of the questionnaire, and what came in. An answer has no person and no exact time: nothing joins the two.

`survey_taker` says that a person has answered, `survey_response` what somebody answered. No column of the one is in the other,
and a response's id is random, so that the order of the rows tells nothing either.
"""

from core.sdk.tables import (
    JSONB,
    UUID,
    ActivityTable,
    BigInt,
    BigSerial,
    Boolean,
    Bytea,
    ContributionTable,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    PersonTable,
    Table,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class VersionTable(Table, tablename="survey_version"):
    """`published_at` is None while it is being written. `revision` counts its changes: for two who edit at once."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    number = Integer()
    definition = JSONB(default="{}")
    revision = Integer(default=1)
    published_at = Timestamptz(null=True, default=None)
    made_at = Timestamptz(default=TimestamptzNow())
    made_by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)

    ddl = (
        "CREATE UNIQUE INDEX survey_version_number ON survey_version (activity, number)",
        "CREATE UNIQUE INDEX survey_version_draft ON survey_version (activity) WHERE published_at IS NULL",
    )


class ResponseTable(Table, tablename="survey_response"):
    """`channel`: web, kiosk, paper, import. `answers`: question key -> answer, see `model`; what people wrote
    stands in `survey_text`, and here only `true`.

    `codes` and `numbers` are the same answers packed for counting (`results.layout`). `mixed` is false while an anonymous
    response waits to be moved together with others: then its row was written by the same transaction as its line in the log.
    """

    id = UUID(primary_key=True)
    version = ForeignKey(VersionTable, on_delete=OnDelete.no_action, null=False)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    channel = Varchar(length=20, default="web")
    locale = Varchar(length=5, default="")
    answers = JSONB(default="{}")
    codes = Bytea(default=b"")
    numbers = Bytea(default=b"")
    receipt_hash = Varchar(length=64, default="")  # of the code on the receipt, which only the person has
    mixed = Boolean(default=True)
    import_id = BigInt(null=True, default=None)
    submitted_on = Date()
    person = ForeignKey(
        PersonTable, on_delete=OnDelete.set_null, null=True, default=None
    )  # never when anonymous

    ddl = (
        "CREATE INDEX survey_response_activity ON survey_response (activity, version)",
        "CREATE INDEX survey_response_waiting ON survey_response (activity) WHERE NOT mixed",
        "CREATE INDEX survey_response_receipt ON survey_response (activity, receipt_hash) WHERE receipt_hash <> ''",
        "CREATE INDEX survey_response_import ON survey_response (import_id) WHERE import_id IS NOT NULL",
        "CREATE INDEX survey_response_person ON survey_response (person) WHERE person IS NOT NULL",
    )


class TextTable(Table, tablename="survey_text"):
    """What was written in a response: each text is a contribution. `part`: empty, other, why or words."""

    id = BigSerial(primary_key=True)
    response = ForeignKey(ResponseTable, on_delete=OnDelete.cascade, null=False)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    question = Varchar(length=20)
    part = Varchar(length=10, default="")
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False, unique=True)

    ddl = (
        "CREATE INDEX survey_text_response ON survey_text (response)",
        "CREATE INDEX survey_text_question ON survey_text (activity, question, contribution)",
    )


class QuotaTable(Table, tablename="survey_quota"):
    """How many have chosen what has a quota: a row that two who answer at once must both change."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    question = Varchar(length=20, default="")
    option = Varchar(length=20, default="")
    taken = Integer(default=0)

    ddl = ("CREATE UNIQUE INDEX survey_quota_once ON survey_quota (activity, question, option)",)


class ImportTable(Table, tablename="survey_import"):
    """A file of responses. `mapping`: column -> question. Its id comes from the sequence of contributions, as all imports' do."""

    id = BigInt(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())
    state = Varchar(length=20, default="mapping")  # mapping, running, done, undone
    filename = Varchar(length=200, default="")
    columns = JSONB(default="[]")
    mapping = JSONB(default="{}")
    row_count = Integer(default=0)
    counts = JSONB(default="{}")
    errors = JSONB(default="[]")
    rows = Bytea(default=b"")  # compressed; emptied when it is done
    job_id = BigInt(null=True, default=None)

    ddl = ("CREATE INDEX survey_import_activity ON survey_import (activity, at DESC)",)


class TakerTable(Table, tablename="survey_taker"):
    """One answer a person: the index is the rule."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)

    ddl = ("CREATE UNIQUE INDEX survey_taker_once ON survey_taker (activity, person)",)


class DraftTable(Table, tablename="survey_draft"):
    """What somebody has begun. `key_hash`: of the cookie, or of the person; deleted when the answer is sent."""

    id = UUID(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    version = ForeignKey(VersionTable, on_delete=OnDelete.cascade, null=False)
    key_hash = Varchar(length=64)
    page = Varchar(length=20, default="")
    path = JSONB(default="[]")  # pages that were gone through
    answers = JSONB(default="{}")
    kiosk = Boolean(default=False)
    changed_at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE UNIQUE INDEX survey_draft_key ON survey_draft (activity, key_hash)",
        "CREATE INDEX survey_draft_changed ON survey_draft (changed_at)",
    )


TABLES = (VersionTable, ResponseTable, TextTable, QuotaTable, ImportTable, TakerTable, DraftTable)
