"""Reports, their history, what was published or sent of them, files made from them, and who gets them by mail."""

from core.sdk.tables import (
    JSONB,
    BigInt,
    BigSerial,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    PersonTable,
    ProjectTable,
    Table,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class ReportTable(Table, tablename="reports_report"):
    """`project` is empty for a report of the whole place. `content` is what staff write (`model.Content`)."""

    id = BigSerial(primary_key=True)
    project = ForeignKey(ProjectTable, on_delete=OnDelete.cascade, null=True, default=None)
    language = Varchar(length=8, default="nb")
    content = JSONB(default="{}")
    created_by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    updated_at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE INDEX reports_report_project ON reports_report (project, updated_at DESC)",)


class VersionTable(Table, tablename="reports_version"):
    """How a report stood after somebody's work on it. `kept`: later work begins a row of its own."""

    id = BigSerial(primary_key=True)
    report = ForeignKey(ReportTable, on_delete=OnDelete.cascade, null=False)
    number = Integer()
    content = JSONB(default="{}")
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())
    kept = Boolean(default=False)

    ddl = ("CREATE UNIQUE INDEX reports_version_number ON reports_version (report, number)",)


class IssueTable(Table, tablename="reports_issue"):
    """A report as it was drawn one day, figures and all (`model.Document`): it does not change any more.

    `kind`: published (a page for residents) or sent (by mail, to those on the list).
    """

    id = BigSerial(primary_key=True)
    report = ForeignKey(ReportTable, on_delete=OnDelete.cascade, null=False)
    kind = Varchar(length=10)
    document = JSONB(default="{}")
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    made_at = Timestamptz(default=TimestamptzNow())
    withdrawn_at = Timestamptz(null=True, default=None)

    ddl = ("CREATE INDEX reports_issue_report ON reports_issue (report, id DESC)",)


class FileTable(Table, tablename="reports_file"):
    """A file made in a job. Of a report (`issue` empty: as it stood then), or the archive package of a project."""

    id = BigSerial(primary_key=True)
    report = ForeignKey(ReportTable, on_delete=OnDelete.cascade, null=True, default=None)
    issue = ForeignKey(IssueTable, on_delete=OnDelete.cascade, null=True, default=None)
    project = ForeignKey(ProjectTable, on_delete=OnDelete.cascade, null=True, default=None)
    format = Varchar(length=10)  # pdf, docx, html, archive
    job_id = BigInt(null=True, default=None)
    key = Varchar(length=40, default="")
    name = Varchar(length=160, default="")
    bytes = BigInt(default=0)
    sha256 = Varchar(length=64, default="")
    asked_by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    asked_at = Timestamptz(default=TimestamptzNow())
    made_at = Timestamptz(null=True, default=None)

    ddl = (
        "CREATE INDEX reports_file_report ON reports_file (report, id DESC)",
        "CREATE INDEX reports_file_issue ON reports_file (issue, format, id DESC)",
        "CREATE INDEX reports_file_project ON reports_file (project, id DESC)",
    )


class ScheduleTable(Table, tablename="reports_schedule"):
    """When a report goes out by itself. `every`: week, month or quarter. `next_on`: a day of the local calendar."""

    id = BigSerial(primary_key=True)
    report = ForeignKey(ReportTable, on_delete=OnDelete.cascade, null=False, unique=True)
    every = Varchar(length=10)
    next_on = Date()
    last_at = Timestamptz(null=True, default=None)
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)


class RecipientTable(Table, tablename="reports_recipient"):
    """A colleague (`person`), or an address (`email`) whose owner has said yes."""

    id = BigSerial(primary_key=True)
    report = ForeignKey(ReportTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=True, default=None)
    email = Varchar(length=254, default="")
    added_at = Timestamptz(default=TimestamptzNow())
    confirmed_at = Timestamptz(null=True, default=None)
    stopped_at = Timestamptz(null=True, default=None)

    ddl = (
        "CREATE UNIQUE INDEX reports_recipient_person ON reports_recipient (report, person) WHERE person IS NOT NULL",
        "CREATE UNIQUE INDEX reports_recipient_email ON reports_recipient (report, email) WHERE email <> ''",
    )


TABLES = (ReportTable, VersionTable, IssueTable, FileTable, ScheduleTable, RecipientTable)
