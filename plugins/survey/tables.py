"""Versions of the questionnaire, and what came in. An answer has no person and no exact time: nothing joins the two.

`survey_taker` says that a person has answered, `survey_response` what somebody answered. No column of the one is in the other,
and a response's id is random, so that the order of the rows tells nothing either.
"""

from core.sdk.tables import (
    JSONB,
    UUID,
    ActivityTable,
    BigSerial,
    Boolean,
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
    """`channel`: web, paper, meeting, import. `answers`: question key -> answer, see `model`."""

    id = UUID(primary_key=True)
    version = ForeignKey(VersionTable, on_delete=OnDelete.no_action, null=False)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    channel = Varchar(length=20, default="web")
    locale = Varchar(length=5, default="")
    answers = JSONB(default="{}")
    submitted_on = Date()
    person = ForeignKey(
        PersonTable, on_delete=OnDelete.set_null, null=True, default=None
    )  # never when anonymous

    ddl = ("CREATE INDEX survey_response_activity ON survey_response (activity, version)",)


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


TABLES = (VersionTable, ResponseTable, TakerTable, DraftTable)
