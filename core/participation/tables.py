"""The append-only log: who did what, in which activity, when, through which channel."""

from core.db.columns import (
    BigInt,
    BigSerial,
    Bytea,
    Date,
    SmallInt,
    Table,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class ParticipationTable(Table, tablename="participation"):
    """`who` is a pseudonym for this project only: the same person in two projects cannot be joined by it.

    No foreign keys on purpose: the log outlives what it tells of.
    """

    id = BigSerial(primary_key=True)
    at = Timestamptz(default=TimestamptzNow())
    who = Bytea()
    project_id = BigInt()
    activity_id = BigInt()
    action = Varchar(length=60)
    channel = Varchar(length=20, default="web")
    contribution_id = BigInt(null=True, default=None)
    import_id = BigInt(null=True, default=None)

    ddl = (
        "CREATE INDEX participation_activity ON participation (activity_id, at)",
        "CREATE INDEX participation_project ON participation (project_id, who)",
        "CREATE INDEX participation_import ON participation (import_id) WHERE import_id IS NOT NULL",
        # Append-only, by the database itself. An import that is undone takes its own lines back.
        "CREATE FUNCTION participation_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_OP = 'DELETE' AND OLD.import_id IS NOT NULL THEN RETURN OLD; END IF; "
        "RAISE EXCEPTION 'participation is append-only'; END $$",
        "CREATE TRIGGER participation_kept BEFORE UPDATE OR DELETE ON participation "
        "FOR EACH ROW EXECUTE FUNCTION participation_is_kept()",
    )


class ParticipantTable(Table, tablename="participant"):
    """Who stands in the log at least once: kept beside it, in the same statement, so that counting is not reading it all.

    `activity_id` 0 is the project as a whole.
    """

    id = BigSerial(primary_key=True)
    project_id = BigInt()
    activity_id = BigInt(default=0)
    who = Bytea()

    ddl = ("CREATE UNIQUE INDEX participant_once ON participant (project_id, activity_id, who)",)


class ParticipantCount(Table, tablename="participant_count"):
    """How many rows of `participant` there are: over a few rows, so that newcomers seldom wait for one another."""

    id = BigSerial(primary_key=True)
    project_id = BigInt()
    activity_id = BigInt(default=0)
    shard = SmallInt()
    n = BigInt(default=0)

    ddl = (
        "CREATE UNIQUE INDEX participant_count_once ON participant_count (project_id, activity_id, shard)",
    )


class ParticipationNew(Table, tablename="participation_new"):
    """Lines of the log that no roll-up holds yet: written with the line, taken away by the job that counts it.

    A list and not a "counted up to": a line with a lower number may be committed after one with a higher.
    """

    log_id = BigInt(primary_key=True)


class ParticipationDay(Table, tablename="participation_day"):
    """How many deeds a day of each action and channel."""

    id = BigSerial(primary_key=True)
    day = Date()
    project_id = BigInt()
    activity_id = BigInt()
    action = Varchar(length=60)
    channel = Varchar(length=20)
    n = BigInt(default=0)

    ddl = (
        "CREATE UNIQUE INDEX participation_day_once ON participation_day "
        "(project_id, activity_id, day, action, channel)",
    )


class ParticipationPeople(Table, tablename="participation_people"):
    """How many people were here on a day, by the day they were last here before it (`0001-01-01`: never).

    Sums answer what days alone cannot: people in any stretch of days are those whose day before lies before it, newcomers those
    who were never here. `project_id` 0 is the whole place, `activity_id` 0 the project, `channel` '' any.
    """

    id = BigSerial(primary_key=True)
    project_id = BigInt(default=0)
    activity_id = BigInt(default=0)
    channel = Varchar(length=20, default="")
    day = Date()
    before = Date()
    n = BigInt(default=0)

    ddl = (
        "CREATE UNIQUE INDEX participation_people_once ON participation_people "
        "(project_id, activity_id, channel, day, before) INCLUDE (n)",
    )


class TenantSecret(Table, tablename="tenant_secret"):
    """The key of this place's pseudonyms. Throwing it away makes the log anonymous for good."""

    name = Varchar(length=40, primary_key=True)
    key = Bytea()
    created_at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "INSERT INTO tenant_secret (name, key) "
        "VALUES ('pseudonym', decode(md5(gen_random_uuid()::text) || md5(gen_random_uuid()::text), 'hex'))",
    )


TABLES = [
    TenantSecret,
    ParticipationTable,
    ParticipantTable,
    ParticipantCount,
    ParticipationNew,
    ParticipationDay,
    ParticipationPeople,
]
