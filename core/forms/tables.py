"""Forms that staff build. A version that somebody has answered stays: the next change makes a new one."""

from core.db.columns import (
    JSONB,
    BigSerial,
    Boolean,
    ForeignKey,
    Integer,
    OnDelete,
    Table,
    Timestamptz,
    TimestamptzNow,
)


class FormTable(Table, tablename="form"):
    id = BigSerial(primary_key=True)
    created_at = Timestamptz(default=TimestamptzNow())


class FormVersionTable(Table, tablename="form_version"):
    """`fields` is a list of `core.forms.built.BuiltField`. `used`: an answer refers to this version."""

    id = BigSerial(primary_key=True)
    form = ForeignKey(FormTable, on_delete=OnDelete.cascade, null=False)
    number = Integer()
    fields = JSONB(default="[]")
    used = Boolean(default=False)
    created_at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE UNIQUE INDEX form_version_number ON form_version (form, number)",)


TABLES = [FormTable, FormVersionTable]
