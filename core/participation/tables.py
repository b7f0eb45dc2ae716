"""The append-only log: who did what, in which activity, when, through which channel."""

from core.db.columns import BigInt, BigSerial, Bytea, SmallInt, Table, Timestamptz, TimestamptzNow, Varchar


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


class TenantSecret(Table, tablename="tenant_secret"):
    """The key of this place's pseudonyms. Throwing it away makes the log anonymous for good."""

    name = Varchar(length=40, primary_key=True)
    key = Bytea()
    created_at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "INSERT INTO tenant_secret (name, key) "
        "VALUES ('pseudonym', decode(md5(gen_random_uuid()::text) || md5(gen_random_uuid()::text), 'hex'))",
    )


TABLES = [TenantSecret, ParticipationTable, ParticipantTable, ParticipantCount]
