"""Which engine this place has chosen, and what has been sent to it."""

from core.sdk.tables import (
    JSONB,
    BigSerial,
    Boolean,
    DoublePrecision,
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


class ServiceTable(Table, tablename="insights_service"):
    """One row at most. Without it the local engine does the work, and nothing leaves. `key` is sealed (`core.sdk.seal`)."""

    id = BigSerial(primary_key=True)
    engine = Varchar(length=20, default="local")  # local, openai
    may_leave = Boolean(default=False)
    base_url = Varchar(length=300, default="")
    model = Varchar(length=120, default="")
    embedding_model = Varchar(length=120, default="")
    key = Text(default="")
    price_in = DoublePrecision(default=0)  # kroner for a million tokens
    price_out = DoublePrecision(default=0)
    budget = DoublePrecision(default=0)  # kroner a month
    keep_days = Integer(default=90)  # how long the words that were sent are kept
    mode = Varchar(
        length=20, default=""
    )  # how the service wants to be asked: found out at the first question
    version = Integer(default=1)
    changed_by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    changed_at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE UNIQUE INDEX insights_service_once ON insights_service ((true))",)


class SentTable(Table, tablename="insights_sent"):
    """One question to a service. `sent` is the masked text; it goes after as many days as the place keeps it (`keep_days`)."""

    id = BigSerial(primary_key=True)
    at = Timestamptz(default=TimestamptzNow())
    purpose = Varchar(length=40)
    model = Varchar(length=120)
    prompt = Varchar(length=40, default="")
    digest = Varchar(length=64)
    ids = JSONB(default="[]")
    sent = Text(default="")
    answer = Text(null=True, default=None)
    tokens_in = Integer(default=0)
    tokens_out = Integer(default=0)
    cost = DoublePrecision(default=0)
    outcome = Varchar(length=20)  # ok, broken, out

    ddl = (
        "CREATE INDEX insights_sent_digest ON insights_sent (digest) WHERE answer IS NOT NULL",
        "CREATE INDEX insights_sent_at ON insights_sent (at DESC)",
    )


class ReservedTable(Table, tablename="insights_reserved"):
    """What a question that is being asked may cost at most: counted as spent until it is answered."""

    id = BigSerial(primary_key=True)
    cost = DoublePrecision()
    at = Timestamptz(default=TimestamptzNow())


ENGINE_TABLES = (ServiceTable, SentTable, ReservedTable)
