"""What only this plugin keeps: blocks, letters, documents with their sections, and where a comment stands in them."""

from core.sdk.tables import (
    JSONB,
    ActivityTable,
    BigInt,
    BigSerial,
    Bytea,
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


class BlockTable(Table, tablename="information_block"):
    """One piece of the page. `kind`: text, facts, document, picture, link. `details`: what only this kind has."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    position = Integer(default=0)
    kind = Varchar(length=12)
    titles = JSONB(default="{}")
    bodies = JSONB(default="{}")
    files = JSONB(default="[]")
    details = JSONB(default="{}")
    version = Integer(default=1)

    ddl = ("CREATE INDEX information_block_activity ON information_block (activity, position, id)",)


class LetterTable(Table, tablename="information_letter"):
    """A letter to those who follow the project. `recipients`: how many it was sent to, once."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    subject = Varchar(length=150)
    body = Text()
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    sent_at = Timestamptz(null=True, default=None)
    recipients = Integer(default=0)
    version = Integer(default=1)

    ddl = (
        "CREATE INDEX information_letter_activity ON information_letter (activity, sent_at DESC, id DESC)",
    )


class ReadingTable(Table, tablename="information_reading"):
    """How many read a page on a day. Nothing of who."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    page = Varchar(length=80)
    day = Date()
    n = Integer(default=0)

    ddl = ("CREATE UNIQUE INDEX information_reading_day ON information_reading (activity, page, day)",)


class VersionTable(Table, tablename="information_version"):
    """A version of the document of a hearing. `state`: reading, ready, failed, published. `source`: until it has been read."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    number = Integer(default=1)
    title = Varchar(length=200)
    note = Text()
    filename = Varchar(length=200)
    kind = Varchar(length=8)
    file = JSONB(default="{}")
    source = Bytea(null=True, default=None)
    state = Varchar(length=12, default="reading")
    problem = Varchar(length=20, default="")
    job_id = BigInt(null=True, default=None)
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    published_at = Timestamptz(null=True, default=None)

    ddl = ("CREATE UNIQUE INDEX information_version_number ON information_version (activity, number)",)


class SectionTable(Table, tablename="information_section"):
    """`key` is the same in every version where the section is the same one. `blocks`: HTML of each paragraph, made safe."""

    id = BigSerial(primary_key=True)
    version = ForeignKey(VersionTable, on_delete=OnDelete.cascade, null=False)
    position = Integer()
    key = Varchar(length=60)
    heading = Varchar(length=250)
    level = Integer(default=1)
    blocks = JSONB(default="[]")
    picture = Varchar(length=40, default="")
    width = Integer(default=0)
    height = Integer(default=0)

    ddl = (
        "CREATE UNIQUE INDEX information_section_key ON information_section (version, key)",
        "CREATE INDEX information_section_order ON information_section (version, position)",
    )


class RemarkTable(Table, tablename="information_remark"):
    """Where a comment stands: a section, perhaps a paragraph, a passage in it, or a point on its picture (in thousandths)."""

    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False, unique=True)
    version = ForeignKey(VersionTable, on_delete=OnDelete.cascade, null=False)
    section = Varchar(length=60)
    paragraph = Integer(null=True, default=None)
    exact = Text()
    prefix = Varchar(length=80)
    suffix = Varchar(length=80)
    start = Integer(default=0)
    x = Integer(null=True, default=None)
    y = Integer(null=True, default=None)

    ddl = ("CREATE INDEX information_remark_section ON information_remark (version, section)",)


class StatementTable(Table, tablename="information_statement"):
    """A formal statement. What it says is a contribution for staff; what the public may read of it stands here.

    `state`: received, published, withheld, withdrawn (by its sender).
    `public_body` may differ from what was sent: then `redacted` says why.
    """

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False, unique=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    sender = Varchar(length=120)
    organisation = Varchar(length=150)
    orgnr = Varchar(length=9)
    title = Varchar(length=200)
    body = Text()
    files = JSONB(default="[]")
    channel = Varchar(length=10, default="web")
    receipt = Varchar(length=20, unique=True)
    received_at = Timestamptz(default=TimestamptzNow())
    state = Varchar(length=12, default="received")
    public_body = Text()
    public_files = JSONB(default="[]")
    redacted = Varchar(length=300)
    published_at = Timestamptz(null=True, default=None)
    handled_by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)

    ddl = ("CREATE INDEX information_statement_activity ON information_statement (activity, received_at)",)


class AnswerTable(Table, tablename="information_answer"):
    """What the municipality answers to a comment or a statement. `outcome`: taken_in, partly, not_taken, noted."""

    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False, unique=True)
    outcome = Varchar(length=12)
    summary = Text()
    reason = Text()
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())
    told_at = Timestamptz(null=True, default=None)


class ResponseTable(Table, tablename="information_response"):
    """That the answers are published, and the paper of them."""

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False, unique=True)
    published_at = Timestamptz(default=TimestamptzNow())
    file = JSONB(default="{}")
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)


class ChangeTable(Table, tablename="information_change"):
    """What a version changed in one section. `parts`: paragraphs of ["=", words], ["-", words], ["+", words]."""

    id = BigSerial(primary_key=True)
    version = ForeignKey(VersionTable, on_delete=OnDelete.cascade, null=False)
    position = Integer()
    section = Varchar(length=60)
    kind = Varchar(length=10)
    heading = Varchar(length=250)
    parts = JSONB(default="[]")
    note = Text()

    ddl = ("CREATE INDEX information_change_version ON information_change (version, position)",)


class CauseTable(Table, tablename="information_cause"):
    """A comment or statement that led to a change."""

    id = BigSerial(primary_key=True)
    change = ForeignKey(ChangeTable, on_delete=OnDelete.cascade, null=False)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False)

    ddl = ("CREATE UNIQUE INDEX information_cause_once ON information_cause (change, contribution)",)


TABLES = (
    BlockTable,
    LetterTable,
    ReadingTable,
    VersionTable,
    SectionTable,
    RemarkTable,
    StatementTable,
    AnswerTable,
    ResponseTable,
    ChangeTable,
    CauseTable,
)
