"""Summaries of a study, and answers to questions about it."""

from core.sdk.tables import (
    JSONB,
    BigInt,
    BigSerial,
    Boolean,
    ForeignKey,
    OnDelete,
    PersonTable,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)
from plugins.insights.tables import StudyTable


class SummaryTable(Table, tablename="insights_summary"):
    """`draft`: as the engine left it; `lines`: as staff have it now; `signed`: as it was signed. Lines are `model.Line`.

    `question` is empty for a summary. A run later makes a new row: what was signed is never written over.
    """

    id = BigSerial(primary_key=True)
    study = ForeignKey(StudyTable, on_delete=OnDelete.cascade, null=False)
    question = Varchar(length=300, default="")
    language = Varchar(length=8, default="nb")
    state = Varchar(length=20, default="making")  # making, draft, signed
    made = JSONB(default="{}")  # sensemaking's Made
    draft = JSONB(default="[]")
    lines = JSONB(default="[]")
    signed = JSONB(default="[]")
    looked_at = JSONB(default="[]")  # the contributions that were read
    introduction = Text(default="")
    job_id = BigInt(null=True, default=None)
    asked_by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    asked_at = Timestamptz(default=TimestamptzNow())
    made_at = Timestamptz(null=True, default=None)
    signed_by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    signed_at = Timestamptz(null=True, default=None)
    published = Boolean(default=False)
    version = BigInt(default=1)

    ddl = ("CREATE INDEX insights_summary_study ON insights_summary (study, id DESC)",)


TABLES = (SummaryTable,)
