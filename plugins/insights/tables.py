"""Vectors of contributions; studies of a selection of them; themes in a study, what lies in each, and what each run changed."""

from typing import Any

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
    ProjectTable,
    Real,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class VectorTable(Table, tablename="insights_vector"):
    """Where a contribution lies in an engine's space. Made once, when it arrives; `digest` tells whether its text has changed.

    `embedding` is pgvector's, of any length: each space has its own. Vectors of two spaces are never compared.
    """

    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, primary_key=True)
    space = Varchar(length=80)
    digest = Varchar(length=32)
    language = Varchar(length=8, default="")
    made_at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "ALTER TABLE insights_vector ADD COLUMN embedding vector NOT NULL",
        "CREATE INDEX insights_vector_space ON insights_vector (space)",
    )


class FillTable(Table, tablename="insights_fill"):
    """Making the vectors that are missing, a batch a job: what is made is kept, whatever happens to the worker."""

    id = BigSerial(primary_key=True)
    space = Varchar(length=80)
    state = Varchar(length=20, default="running")  # running, done, cancelled
    total = Integer(default=0)
    left = Integer(default=0)
    note = Text(default="")
    started_by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    started_at = Timestamptz(default=TimestamptzNow())
    ended_at = Timestamptz(null=True, default=None)

    ddl = ("CREATE UNIQUE INDEX insights_fill_once ON insights_fill (space) WHERE state = 'running'",)


class StudyTable(Table, tablename="insights_study"):
    """A selection of contributions that staff read together. `project` empty: of the whole place."""

    id = BigSerial(primary_key=True)
    project = ForeignKey(ProjectTable, on_delete=OnDelete.cascade, null=True, default=None)
    title = Varchar(length=200)
    selection = JSONB(default="{}")  # reading.selection.Selection
    language = Varchar(length=8, default="nb")
    created_by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    updated_at = Timestamptz(default=TimestamptzNow())
    grouped_at = Timestamptz(null=True, default=None)
    space = Varchar(length=80, default="")  # the space that it was grouped in
    made = JSONB(default="{}")  # who made the names: sensemaking's Made
    job_id = BigInt(null=True, default=None)
    version = Integer(default=1)

    ddl = ("CREATE INDEX insights_study_project ON insights_study (project, updated_at DESC)",)


class ThemeTable(Table, tablename="insights_theme"):
    """A group of contributions about the same. `named`, `kept`: staff gave it its name, or decided that it stands."""

    id = BigSerial(primary_key=True)
    study = ForeignKey(StudyTable, on_delete=OnDelete.cascade, null=False)
    parent: ForeignKey[Any] = ForeignKey("self", on_delete=OnDelete.set_null, null=True, default=None)
    name = Varchar(length=120)
    description = Text(default="")
    words = JSONB(default="[]")
    position = Integer(default=0)
    named = Boolean(default=False)
    kept = Boolean(default=False)
    hidden = Boolean(default=False)

    ddl = ("CREATE INDEX insights_theme_study ON insights_theme (study, parent, position)",)


class PlacingTable(Table, tablename="insights_placing"):
    """Which theme a contribution lies in. `by_staff`: a person put it there, and no run moves it."""

    id = BigSerial(primary_key=True)
    study = ForeignKey(StudyTable, on_delete=OnDelete.cascade, null=False)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False)
    theme = ForeignKey(ThemeTable, on_delete=OnDelete.cascade, null=True, default=None)
    by_staff = Boolean(default=False)
    closeness = Real(default=0)  # to the middle of its theme, −1 to 1
    placed_at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE UNIQUE INDEX insights_placing_once ON insights_placing (study, contribution)",
        "CREATE INDEX insights_placing_theme ON insights_placing (theme, closeness DESC)",
        "CREATE INDEX insights_placing_contribution ON insights_placing (contribution)",
    )


class RunTable(Table, tablename="insights_run"):
    """What one run changed: so many new, so many gone, themes that grew."""

    id = BigSerial(primary_key=True)
    study = ForeignKey(StudyTable, on_delete=OnDelete.cascade, null=False)
    at = Timestamptz(default=TimestamptzNow())
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    kind = Varchar(length=20)  # anew, more
    changes = JSONB(default="{}")

    ddl = ("CREATE INDEX insights_run_study ON insights_run (study, id DESC)",)


TABLES = (VectorTable, FillTable, StudyTable, ThemeTable, PlacingTable, RunTable)
