"""What residents see of a project's figures: nothing, where no line stands here."""

from core.sdk.tables import JSONB, ForeignKey, OnDelete, ProjectTable, Table, Timestamptz, TimestamptzNow


class ShownTable(Table, tablename="dashboards_shown"):
    """`cards`: the ids of blocks, as staff chose them."""

    project = ForeignKey(ProjectTable, on_delete=OnDelete.cascade, primary_key=True)
    cards = JSONB(default="[]")
    at = Timestamptz(default=TimestamptzNow())


TABLES = (ShownTable,)
