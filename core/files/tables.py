"""What is known of each file. Its bytes are in `core.outside.storage`, below the tenant's id and the key."""

from core.db.columns import (
    JSONB,
    BigInt,
    BigSerial,
    Boolean,
    ForeignKey,
    Integer,
    OnDelete,
    Table,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)
from core.people.tables import PersonTable


class FileTable(Table, tablename="file"):
    """`key` begins with p (picture) or d (document). `variants` are the names of the stored objects.

    Who uses a file is not written here: it is used as long as its key stands in any text of the place.
    """

    id = BigSerial(primary_key=True)
    key = Varchar(length=40, unique=True)
    owner = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    purpose = Varchar(length=20)
    name = Varchar(length=200, default="")  # what the sender called it; shown, never used as a path
    media_type = Varchar(length=100)
    bytes = BigInt()
    width = Integer(null=True, default=None)
    height = Integer(null=True, default=None)
    variants = JSONB(default="[]")
    public = Boolean(default=True)  # false: for its owner and staff only, as in a draft
    created_at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE INDEX file_owner ON file (owner) WHERE owner IS NOT NULL",)


TABLES = [FileTable]
