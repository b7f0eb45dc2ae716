"""What people have told about themselves of their own will, and how many live here."""

from core.sdk.tables import (
    JSONB,
    BigSerial,
    Boolean,
    ForeignKey,
    Integer,
    OnDelete,
    PersonTable,
    SmallInt,
    Table,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class AboutTable(Table, tablename="representation_about"):
    """Told on one's own page, for one purpose: to see who is missing. Taken back there too."""

    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, primary_key=True)
    birth_year = SmallInt(null=True, default=None)
    sex = Varchar(length=10, default="")  # female, male, another
    invite = Boolean(default=False)  # may be told of projects where the own group is missing
    invited_at = Timestamptz(null=True, default=None)
    told_at = Timestamptz(default=TimestamptzNow())


class PopulationTable(Table, tablename="representation_population"):
    """Figures that staff have brought. `kind`: age, sex, district; of a district its postcodes too."""

    id = BigSerial(primary_key=True)
    kind = Varchar(length=10)
    name = Varchar(length=80)
    number = Integer()
    postcodes = JSONB(default="[]")
    position = Integer(default=0)

    ddl = ("CREATE UNIQUE INDEX representation_population_once ON representation_population (kind, name)",)


TABLES = (AboutTable, PopulationTable)
