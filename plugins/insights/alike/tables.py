"""Families of contributions that are nearly the same, in a study."""

from core.sdk.tables import (
    BigInt,
    BigSerial,
    ContributionTable,
    ForeignKey,
    OnDelete,
    Table,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)
from plugins.insights.tables import StudyTable


class AlikeRunTable(Table, tablename="insights_alike_run"):
    """When a study was last looked through, and by which job."""

    study = ForeignKey(StudyTable, on_delete=OnDelete.cascade, primary_key=True)
    job_id = BigInt(null=True, default=None)
    looked_at = Timestamptz(null=True, default=None)


class FamilyTable(Table, tablename="insights_family"):
    """`mark`: empty (nobody has said anything), campaign, apart (not the same, whatever the program thinks)."""

    id = BigSerial(primary_key=True)
    study = ForeignKey(StudyTable, on_delete=OnDelete.cascade, null=False)
    mark = Varchar(length=20, default="")
    found_at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE INDEX insights_family_study ON insights_family (study)",)


class AlikeTable(Table, tablename="insights_alike"):
    """Who belongs to a family. A contribution is in one family of a study at most."""

    id = BigSerial(primary_key=True)
    family = ForeignKey(FamilyTable, on_delete=OnDelete.cascade, null=False)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False)

    ddl = (
        "CREATE UNIQUE INDEX insights_alike_once ON insights_alike (family, contribution)",
        "CREATE INDEX insights_alike_contribution ON insights_alike (contribution)",
    )


TABLES = (AlikeRunTable, FamilyTable, AlikeTable)
