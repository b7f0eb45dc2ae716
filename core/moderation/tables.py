"""The record of what moderators decided. Reports and suspicions are flags on the contribution (`core.contributions`)."""

from core.contributions.tables import ContributionTable
from core.db.columns import BigSerial, ForeignKey, OnDelete, Table, Text, Timestamptz, TimestamptzNow, Varchar
from core.people.tables import PersonTable


class DecisionTable(Table, tablename="moderation_decision"):
    """One decision with its reason. It stays when the contribution goes: `excerpt` says what it was about."""

    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.set_null, null=True, default=None)
    decision = Varchar(length=20)  # keep, hide, remove, restore
    reason = Varchar(length=20, default="")
    text = Text(default="")  # what the author was told
    excerpt = Varchar(length=200, default="")
    was = Varchar(length=20, default="")
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE INDEX moderation_decision_at ON moderation_decision (at DESC, id DESC)",
        "CREATE INDEX moderation_decision_contribution ON moderation_decision (contribution, at)",
    )


TABLES = [DecisionTable]
