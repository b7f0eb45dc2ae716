"""What is to be done later, how far the long ones are, and when the regular ones ran."""

from core.db.columns import (
    JSONB,
    BigInt,
    BigSerial,
    Boolean,
    Integer,
    Table,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class OutboxTable(Table, tablename="outbox"):
    """One job; deleted in the transaction in which it is done. `failed_at`: nobody tries any more."""

    id = BigSerial(primary_key=True)
    name = Varchar(length=80)
    queue = Varchar(length=20)
    arguments = JSONB(default="{}")  # ids only: never what a person wrote or is called
    created_at = Timestamptz(default=TimestamptzNow())
    due_at = Timestamptz(default=TimestamptzNow())
    tries = Integer(default=0)
    error = Varchar(length=300, default="")
    failed_at = Timestamptz(null=True, default=None)

    ddl = (
        "CREATE INDEX outbox_due ON outbox (queue, due_at, id) WHERE failed_at IS NULL",
        "CREATE INDEX outbox_failed ON outbox (failed_at DESC) WHERE failed_at IS NOT NULL",
    )


class JobProgressTable(Table, tablename="job_progress"):
    """Written beside the job's own transaction, for pages to read. It outlives the outbox row."""

    job_id = BigInt(primary_key=True)
    state = Varchar(length=20, default="running")
    done = BigInt(default=0)
    total = BigInt(default=0)
    cancel_asked = Boolean(default=False)
    started_at = Timestamptz(default=TimestamptzNow())
    updated_at = Timestamptz(default=TimestamptzNow())


class JobScheduleTable(Table, tablename="job_schedule"):
    """The last time slot for which a regular job was put into the outbox."""

    name = Varchar(length=80, primary_key=True)
    last_slot = Timestamptz()


TABLES = [OutboxTable, JobProgressTable, JobScheduleTable]
