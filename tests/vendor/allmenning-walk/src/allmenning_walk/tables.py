"""The one thing about a note that a contribution does not know."""

from core.sdk.tables import BigSerial, ContributionTable, ForeignKey, OnDelete, Table, Varchar


class Note(Table, tablename="walk_note"):
    """The tone of a contribution. No tenant column: each place has a table of its own."""

    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False, unique=True)
    tone = Varchar(length=10)


TABLES = (Note,)
