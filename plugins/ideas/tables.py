"""Imports: the file as it was read, what its columns mean, and how it went. Ideas themselves are contributions."""

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
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class ImportTable(Table, tablename="ideas_import"):
    """`state`: mapping, ready, running, done, undoing, undone. `errors`: [[part, line, sentence], …], the first ones.

    Its id comes from the sequence of contributions: two plugins' imports never share a number.
    """

    id = BigInt(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())
    state = Varchar(length=20, default="mapping")
    locale = Varchar(length=5, default="")
    new_topics = Boolean(default=True)  # make topics that the file names and the place has not
    counts = JSONB(default="{}")  # ideas, comments, votes, errors: planned, and once done, inserted
    errors = JSONB(default="[]")
    job_id = BigInt(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)

    ddl = ("CREATE INDEX ideas_import_activity ON ideas_import (activity, at DESC)",)


class ImportFileTable(Table, tablename="ideas_import_file"):
    """`rows` is compressed JSON; it is emptied when the import has been done, since then it stands as ideas."""

    id = BigSerial(primary_key=True)
    import_id = ForeignKey(ImportTable, on_delete=OnDelete.cascade, null=False)
    part = Varchar(length=20)  # ideas, comments, votes
    filename = Varchar(length=200)
    columns = JSONB(default="[]")
    mapping = JSONB(default="{}")
    row_count = Integer(default=0)
    rows = Bytea()

    ddl = ("CREATE UNIQUE INDEX ideas_import_file_part ON ideas_import_file (import_id, part)",)


TABLES = (ImportTable, ImportFileTable)
