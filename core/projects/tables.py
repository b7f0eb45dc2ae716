"""Project → phase → activity, the folders they stand in, and who follows them."""

from core.db.columns import (
    JSONB,
    BigInt,
    BigSerial,
    ForeignKey,
    Integer,
    OnDelete,
    Table,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)
from core.people.tables import PersonTable


class FolderTable(Table, tablename="folder"):
    id = BigSerial(primary_key=True)
    slug = Varchar(length=80, unique=True)
    titles = JSONB(default="{}")
    position = Integer(default=0)


class ProjectTable(Table, tablename="project"):
    """Texts are locale -> text. `state`: draft, published, archived. `visibility`: public, link, group."""

    id = BigSerial(primary_key=True)
    slug = Varchar(length=80, unique=True)
    titles = JSONB(default="{}")
    summaries = JSONB(default="{}")
    blocks = JSONB(default="[]")  # the description: see core/projects/content.py
    promise = JSONB(default="{}")  # what the municipality promises to do with the input
    cover = JSONB(default="{}")  # {"file": key, "alt": {locale: text}}
    folder = ForeignKey(FolderTable, on_delete=OnDelete.set_null, null=True, default=None)
    topics = JSONB(default="[]")  # topic ids
    area = Varchar(length=60, default="")  # key of one of the site's areas
    contact_person = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    state = Varchar(length=20, default="draft")
    visibility = Varchar(length=20, default="public")
    groups = JSONB(default="[]")  # group ids who see it, where visibility is group
    preview_token = Varchar(length=43, default="")
    created_at = Timestamptz(default=TimestamptzNow())
    updated_at = Timestamptz(default=TimestamptzNow())
    published_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)  # a form sent from an older version is stale

    ddl = ("CREATE INDEX project_published ON project (state, published_at DESC)",)


class PhaseTable(Table, tablename="phase"):
    id = BigSerial(primary_key=True)
    project = ForeignKey(ProjectTable, on_delete=OnDelete.cascade, null=False)
    names = JSONB(default="{}")
    descriptions = JSONB(default="{}")
    starts_at = Timestamptz(null=True, default=None)
    ends_at = Timestamptz(null=True, default=None)
    position = Integer(default=0)
    version = Integer(default=1)

    ddl = ("CREATE INDEX phase_project ON phase (project, position)",)


class ActivityTable(Table, tablename="activity"):
    """One method at work. Without dates of its own it has its phase's."""

    id = BigSerial(primary_key=True)
    project = ForeignKey(ProjectTable, on_delete=OnDelete.cascade, null=False)
    phase = ForeignKey(PhaseTable, on_delete=OnDelete.cascade, null=False)
    slug = Varchar(length=80)
    method = Varchar(length=60)
    names = JSONB(default="{}")
    intros = JSONB(default="{}")
    settings = JSONB(default="{}")
    rules = JSONB(default="{}")  # action name -> AccessRule
    opens_at = Timestamptz(null=True, default=None)
    closes_at = Timestamptz(null=True, default=None)
    state = Varchar(length=20, default="draft")
    position = Integer(default=0)
    form_id = BigInt(null=True, default=None)  # staff-built fields, in core.forms
    created_at = Timestamptz(default=TimestamptzNow())
    version = Integer(default=1)

    ddl = ("CREATE UNIQUE INDEX activity_slug ON activity (project, slug)",)


class FollowTable(Table, tablename="follow"):
    """Who wants to hear about a project or a contribution."""

    id = BigSerial(primary_key=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    subject = Varchar(length=20)  # project, contribution
    subject_id = BigInt()
    created_at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE UNIQUE INDEX follow_once ON follow (person, subject, subject_id)",
        "CREATE INDEX follow_subject ON follow (subject, subject_id)",
    )


TABLES = [FolderTable, ProjectTable, PhaseTable, ActivityTable, FollowTable]
