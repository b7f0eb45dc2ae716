"""Events on their way to the plugins."""

from core.db.columns import JSONB, BigInt, BigSerial, Table, Timestamptz, TimestamptzNow, Varchar


class EventTable(Table, tablename="event"):
    """Gone when every plugin has heard of it: the job carries its id only."""

    id = BigSerial(primary_key=True)
    name = Varchar(length=60)
    at = Timestamptz(default=TimestamptzNow())
    subject_id = BigInt()
    project_id = BigInt(null=True, default=None)
    activity_id = BigInt(null=True, default=None)
    person_id = BigInt(null=True, default=None)
    details = JSONB(default="{}")


TABLES = [EventTable]
