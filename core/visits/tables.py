"""Numbers of a day: nothing here can be led back to a person."""

from core.db.columns import BigInt, BigSerial, Date, Integer, Table, Varchar


class VisitDayTable(Table, tablename="visit_day"):
    """`project` and `activity` are 0 for the whole place, `activity` 0 for the whole project."""

    id = BigSerial(primary_key=True)
    day = Date()
    project = BigInt(default=0)
    activity = BigInt(default=0)
    visits = Integer(default=0)  # different visitors that day
    views = Integer(default=0)

    ddl = ("CREATE UNIQUE INDEX visit_day_once ON visit_day (project, activity, day)",)


class VisitSourceTable(Table, tablename="visit_source"):
    """Where the visitors of a day came from. `kind`: referrer (a host), campaign (a word in our own link), device, language."""

    id = BigSerial(primary_key=True)
    day = Date()
    project = BigInt(default=0)
    kind = Varchar(length=20)
    name = Varchar(length=120)
    visits = Integer(default=0)

    ddl = ("CREATE UNIQUE INDEX visit_source_once ON visit_source (project, kind, name, day)",)


TABLES = [VisitDayTable, VisitSourceTable]
