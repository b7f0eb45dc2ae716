"""Recommendations, the words that speak for and against each, and everything that stands behind it."""

from core.sdk.tables import (
    JSONB,
    BigInt,
    BigSerial,
    Boolean,
    ContributionTable,
    ForeignKey,
    Integer,
    OnDelete,
    PersonTable,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)
from plugins.insights.tables import StudyTable, ThemeTable


class RecommendationTable(Table, tablename="insights_recommendation"):
    """`state`: proposed (by the program), accepted (by staff), dropped, merged (into another). Staff's own words stand."""

    id = BigSerial(primary_key=True)
    study = ForeignKey(StudyTable, on_delete=OnDelete.cascade, null=False)
    title = Varchar(length=200)
    text = Text(default="")
    state = Varchar(length=20, default="proposed")
    merged_into = BigInt(null=True, default=None)
    position = Integer(default=0)
    made = JSONB(default="{}")
    changes = JSONB(default="{}")  # what the last run added
    changed_by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    changed_at = Timestamptz(default=TimestamptzNow())
    signed_by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    signed_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    ddl = ("CREATE INDEX insights_recommendation_study ON insights_recommendation (study, position, id)",)


class SourceThemeTable(Table, tablename="insights_recommendation_theme"):
    """Themes that a recommendation comes from: what is placed there later stands behind it too."""

    id = BigSerial(primary_key=True)
    recommendation = ForeignKey(RecommendationTable, on_delete=OnDelete.cascade, null=False)
    theme = ForeignKey(ThemeTable, on_delete=OnDelete.cascade, null=False)

    ddl = (
        "CREATE UNIQUE INDEX insights_recommendation_theme_once ON insights_recommendation_theme (recommendation, theme)",
        "CREATE INDEX insights_recommendation_theme_of ON insights_recommendation_theme (theme)",
    )


class BackingTable(Table, tablename="insights_backing"):
    """A contribution that stands behind a recommendation. `theme`: where it lay; it stays when that theme is split or merged."""

    id = BigSerial(primary_key=True)
    recommendation = ForeignKey(RecommendationTable, on_delete=OnDelete.cascade, null=False)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False)
    theme = BigInt(null=True, default=None)

    ddl = (
        "CREATE UNIQUE INDEX insights_backing_once ON insights_backing (recommendation, contribution)",
        "CREATE INDEX insights_backing_of ON insights_backing (contribution)",
    )


class EvidenceTable(Table, tablename="insights_evidence"):
    """A sentence of somebody's that is shown, by its number. It is cut only while `digest` is that of the text.

    `side`: for, against. `removed`: staff took it away, and no run brings it back.
    """

    id = BigSerial(primary_key=True)
    recommendation = ForeignKey(RecommendationTable, on_delete=OnDelete.cascade, null=False)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False)
    sentence = Integer()
    digest = Varchar(length=32)
    side = Varchar(length=10, default="for")
    by_staff = Boolean(default=False)
    removed = Boolean(default=False)

    ddl = (
        "CREATE UNIQUE INDEX insights_evidence_once ON insights_evidence (recommendation, contribution, sentence)",
        "CREATE INDEX insights_evidence_of ON insights_evidence (contribution)",
    )


TABLES = (RecommendationTable, SourceThemeTable, BackingTable, EvidenceTable)
