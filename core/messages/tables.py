"""What people are told: in the place itself, and by mail."""

from core.db.columns import (
    JSONB,
    BigInt,
    BigSerial,
    ForeignKey,
    OnDelete,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)
from core.people.tables import PersonTable


class NoticeTable(Table, tablename="notice"):
    """One thing that happened. Title and body are messages with parameters, said in each reader's language."""

    id = BigSerial(primary_key=True)
    kind = Varchar(length=40)
    title = JSONB(default="{}")
    body = JSONB(default="{}")
    url = Varchar(length=600)
    created_at = Timestamptz(default=TimestamptzNow())
    waiting = JSONB(default="[]")  # recipients that the fan-out has not reached yet


class NotificationTable(Table, tablename="notification"):
    """The notice as one person gets it. `mail` is what is to be done about mail: now, daily, never; or sent."""

    id = BigSerial(primary_key=True)
    notice = ForeignKey(NoticeTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    mail = Varchar(length=10, default="never")
    read_at = Timestamptz(null=True, default=None)

    ddl = (
        "CREATE UNIQUE INDEX notification_once ON notification (notice, person)",
        "CREATE INDEX notification_person ON notification (person, id DESC)",
        "CREATE INDEX notification_unread ON notification (person) WHERE read_at IS NULL",
        "CREATE INDEX notification_to_mail ON notification (mail, person) WHERE mail IN ('now', 'daily')",
    )


class MailQueueTable(Table, tablename="mail_queue"):
    """A mail as it will leave. It may hold a code: the row goes when the mail has gone, or when it is too late."""

    id = BigSerial(primary_key=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=True, default=None)
    address = Varchar(length=254)
    name = Varchar(length=120, default="")
    sender_name = Varchar(length=200, default="")
    reply_to = Varchar(length=254, default="")
    subject = Text()
    text = Text()
    html = Text(default="")
    headers = JSONB(default="{}")
    attached = JSONB(default="[]")  # keys of kept files, read when the mail leaves
    created_at = Timestamptz(default=TimestamptzNow())
    expires_at = Timestamptz()


class MailFailureTable(Table, tablename="mail_failure"):
    """The other side said that there is no such address. Kept until a mail arrives again or the address changes."""

    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False, primary_key=True)
    times = BigInt(default=1)
    at = Timestamptz(default=TimestamptzNow())


TABLES = [NoticeTable, NotificationTable, MailQueueTable, MailFailureTable]
