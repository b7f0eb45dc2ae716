"""Tables of the service itself, in the platform's schema: sign-ups under way, the register of domains, decisions."""

from core.db.columns import (
    JSONB,
    BigInt,
    BigSerial,
    Bytea,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)
from tenants.desk.tables import DESK_TABLES
from tenants.plans import tables as plan_tables


class SignUpTable(Table, tablename="tenants_sign_up"):
    """One sign-up under way. The browser holds the token, the server only its hash; swept when it is old."""

    id = BigSerial(primary_key=True)
    token_hash = Bytea(unique=True)
    created_at = Timestamptz(default=TimestamptzNow())
    organisation = JSONB(default="{}")  # see tenants.signup.state.Chosen
    name = Varchar(length=120, default="")
    email = Varchar(length=254, default="")
    locale = Varchar(length=5, default="")
    code_id = BigInt(default=0)  # of the code that was sent last
    proven_at = Timestamptz(null=True, default=None)  # the code came back: the address is theirs
    tenant = Varchar(length=20, default="")  # the place, once it exists
    address = Varchar(length=253, default="")
    finished_at = Timestamptz(null=True, default=None)

    ddl = (
        "CREATE INDEX tenants_sign_up_email ON tenants_sign_up (lower(email))",
        "CREATE INDEX tenants_sign_up_created ON tenants_sign_up (created_at)",
    )


class RegisterDomain(Table, tablename="tenants_register_domain"):
    """A mail domain that is known to be an organisation's own: who has an address there speaks for it."""

    id = BigSerial(primary_key=True)
    domain = Varchar(length=253)
    organisation = Varchar(length=40)  # register:3101, orgnr:987654321
    added_at = Timestamptz(default=TimestamptzNow())
    added_by = Varchar(length=254, default="")

    ddl = (
        "CREATE UNIQUE INDEX tenants_register_domain_once ON tenants_register_domain (domain, organisation)",
    )


class Decision(Table, tablename="tenants_decision"):
    """What support decided about a place, with the note. Stays when the place is gone, so it names no foreign key."""

    id = BigSerial(primary_key=True)
    tenant = Varchar(length=20)
    tenant_name = Varchar(length=200)
    decision = Varchar(length=20)  # confirmed, refused
    note = Text(default="")
    by = Varchar(length=254)
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE INDEX tenants_decision_tenant ON tenants_decision (tenant, at)",)


TABLES = (SignUpTable, RegisterDomain, Decision, *DESK_TABLES, *plan_tables.TABLES)
