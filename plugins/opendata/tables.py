"""Which projects staff have closed: without a line here, a public project's figures and texts are open data."""

from core.sdk.tables import ForeignKey, OnDelete, ProjectTable, Table, Timestamptz, TimestamptzNow


class ClosedTable(Table, tablename="opendata_closed"):
    project = ForeignKey(ProjectTable, on_delete=OnDelete.cascade, primary_key=True)
    at = Timestamptz(default=TimestamptzNow())


TABLES = (ClosedTable,)
