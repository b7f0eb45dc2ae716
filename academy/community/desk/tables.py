"""What staff of many municipalities write to each other. In the platform's schema; nothing of residents stands here."""

from typing import Any

from core.sdk.tables import (
    JSONB,
    BigInt,
    BigSerial,
    Boolean,
    ForeignKey,
    Integer,
    OnDelete,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class MemberTable(Table, tablename="commons_member"):
    """A colleague somewhere: `person` is their number in their own place. `listed`: stands in the directory, by own choice."""

    id = BigSerial(primary_key=True)
    tenant = Varchar(length=20)
    place = Varchar(length=200)
    person = BigInt()
    name = Varchar(length=120)
    work = Varchar(length=120, default="")
    about = Varchar(length=600, default="")
    listed = Boolean(default=False)
    digest = Boolean(default=False)
    told_at = Timestamptz(default=TimestamptzNow())  # until when the weekly mail has told
    joined_at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE UNIQUE INDEX commons_member_once ON commons_member (tenant, person)",)


class GroupTable(Table, tablename="commons_group"):
    id = BigSerial(primary_key=True)
    name = Varchar(length=100)
    about = Varchar(length=400, default="")
    tenant = Varchar(length=20)
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE UNIQUE INDEX commons_group_name ON commons_group (lower(name))",)


class PostTable(Table, tablename="commons_post"):
    """`kind`: question, answer, example, event. `facts`: of an example its figures and its recipe, of an event when and where.
    `author` is null when the colleague has left; the place's name stays until the place takes its posts with it.
    """

    id = BigSerial(primary_key=True)
    kind = Varchar(length=10)
    circle = ForeignKey(GroupTable, on_delete=OnDelete.set_null, null=True, default=None)
    parent: ForeignKey[Any] = ForeignKey("self", on_delete=OnDelete.cascade, null=True, default=None)
    author = ForeignKey(MemberTable, on_delete=OnDelete.set_null, null=True, default=None)
    tenant = Varchar(length=20)
    place = Varchar(length=200)
    title = Varchar(length=150, default="")
    body = Text()
    facts = JSONB(default="{}")
    hidden = Boolean(default=False)
    hidden_why = Varchar(length=300, default="")
    at = Timestamptz(default=TimestamptzNow())
    happens_at = Timestamptz(null=True, default=None)
    size = Varchar(length=10, default="")
    cost = Integer(null=True, default=None)
    participants = Integer(null=True, default=None)

    ddl = (
        "CREATE INDEX commons_post_kind ON commons_post (kind, at DESC)",
        "CREATE INDEX commons_post_parent ON commons_post (parent, at)",
        "CREATE INDEX commons_post_tenant ON commons_post (tenant)",
        "CREATE INDEX commons_post_words ON commons_post USING gin (to_tsvector('norwegian', title || ' ' || body))",
    )


class ReportTable(Table, tablename="commons_report"):
    """Somebody finds that a post should not stand there."""

    id = BigSerial(primary_key=True)
    post = ForeignKey(PostTable, on_delete=OnDelete.cascade, null=False)
    member = ForeignKey(MemberTable, on_delete=OnDelete.cascade, null=False)
    reason = Varchar(length=300)
    at = Timestamptz(default=TimestamptzNow())
    settled_at = Timestamptz(null=True, default=None)

    ddl = ("CREATE UNIQUE INDEX commons_report_once ON commons_report (post, member)",)


TABLES = (MemberTable, GroupTable, PostTable, ReportTable)
