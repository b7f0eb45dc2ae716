"""The one thing about a pin that a contribution does not know."""

from core.sdk.tables import BigSerial, ContributionTable, ForeignKey, OnDelete, Table, Varchar


class Pin(Table, tablename="pinboard_pin"):
    """The colour of a contribution of the kind `pin`."""

    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False, unique=True)
    colour = Varchar(length=10)


TABLES = (Pin,)
