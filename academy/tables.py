"""What a person has done in the Academy, what was asked of them, and the municipality's own courses."""

from core.sdk.tables import (
    JSONB,
    BigSerial,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    PersonTable,
    ProjectTable,
    SmallInt,
    Table,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class StepTable(Table, tablename="academy_step"):
    """One thing done in a course, once. `kind`: lesson (read), quiz (passed), exercise (ticked off). `name`: which."""

    id = BigSerial(primary_key=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    course = Varchar(length=130)
    kind = Varchar(length=10)
    name = Varchar(length=80)
    at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE UNIQUE INDEX academy_step_once ON academy_step (person, course, kind, name)",
        "CREATE INDEX academy_step_course ON academy_step (course)",
    )


class TryTable(Table, tablename="academy_try"):
    """One answer to a quiz, as many as it takes. Only its person sees how many questions were wrong."""

    id = BigSerial(primary_key=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    course = Varchar(length=130)
    lesson = Varchar(length=80)
    right_ones = SmallInt()
    questions = SmallInt()
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE INDEX academy_try_person ON academy_try (person, course)",)


class CertificateTable(Table, tablename="academy_certificate"):
    """A course was finished. `public`: its person lets everybody who has the code see name, course and day."""

    id = BigSerial(primary_key=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    course = Varchar(length=130)
    title = JSONB(default="{}")
    name = Varchar(length=120)
    minutes = SmallInt()
    code = Varchar(length=24, unique=True)
    public = Boolean(default=False)
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE UNIQUE INDEX academy_certificate_once ON academy_certificate (person, course)",)


class AssignmentTable(Table, tablename="academy_assignment"):
    """An administrator asks somebody to take a course. `reminded`: how many times they were reminded."""

    id = BigSerial(primary_key=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    course = Varchar(length=130)
    due_on = Date(null=True, default=None)
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())
    reminded = SmallInt(default=0)

    ddl = ("CREATE UNIQUE INDEX academy_assignment_once ON academy_assignment (person, course)",)


class PutAwayTable(Table, tablename="academy_put_away"):
    """The offer of a lesson that somebody does not want to see again."""

    id = BigSerial(primary_key=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    lesson = Varchar(length=220)

    ddl = ("CREATE UNIQUE INDEX academy_put_away_once ON academy_put_away (person, lesson)",)


class PracticeTable(Table, tablename="academy_practice"):
    """A person's practice project: a draft that nobody meets who has not its link."""

    id = BigSerial(primary_key=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False, unique=True)
    project = ForeignKey(ProjectTable, on_delete=OnDelete.cascade, null=False)
    at = Timestamptz(default=TimestamptzNow())


class OwnCourseTable(Table, tablename="academy_own_course"):
    """A course that the municipality sent in. `texts`: name -> text. `files`: name -> key of a kept file."""

    id = BigSerial(primary_key=True)
    slug = Varchar(length=60, unique=True)
    texts = JSONB(default="{}")
    files = JSONB(default="{}")
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())
    version = Integer(default=1)


TABLES = (
    StepTable,
    TryTable,
    CertificateTable,
    AssignmentTable,
    PutAwayTable,
    PracticeTable,
    OwnCourseTable,
)
