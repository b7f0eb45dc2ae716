"""Tables of the platform alone: which tenants there are, at which hosts, with which plugins."""

from core.db.columns import (
    JSONB,
    BigSerial,
    Boolean,
    DoublePrecision,
    ForeignKey,
    OnDelete,
    Table,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class TenantTable(Table, tablename="tenant"):
    id = Varchar(length=20, primary_key=True)
    kind = Varchar(length=20)
    status = Varchar(length=20)
    name = Varchar(length=200)
    organisation = JSONB(default="{}")  # {"register": "3101", "orgnr": "…"}
    plan = Varchar(length=40, default="trial")
    created_at = Timestamptz(default=TimestamptzNow())
    confirmed_at = Timestamptz(null=True, default=None)
    confirmed_by = Varchar(length=200, null=True, default=None)
    read_only_at = Timestamptz(null=True, default=None)  # since then it can be read, and nothing new written

    ddl = (
        # One place for each organisation of the register: two people who sign up the same one at once cannot both win.
        "CREATE UNIQUE INDEX tenant_register ON tenant ((organisation->>'register'))",
        "CREATE UNIQUE INDEX tenant_orgnr ON tenant ((organisation->>'orgnr'))",
    )


class TenantHost(Table, tablename="tenant_host"):
    host = Varchar(length=253, primary_key=True)
    tenant = ForeignKey(TenantTable, on_delete=OnDelete.cascade, null=False)
    main = Boolean(default=True)


class PluginVersion(Table, tablename="plugin_version"):
    """Which version of each plugin this installation last migrated to."""

    plugin = Varchar(length=60, primary_key=True)
    version = Varchar(length=40)
    seen_at = Timestamptz(default=TimestamptzNow())


class PluginIncident(Table, tablename="plugin_incident"):
    """A plugin was paused in a place: for support to look into."""

    id = BigSerial(primary_key=True)
    tenant = ForeignKey(TenantTable, on_delete=OnDelete.cascade, null=False)
    plugin = Varchar(length=60)
    what = Varchar(length=400)
    at = Timestamptz(default=TimestamptzNow())


class BenchmarkTable(Table, tablename="benchmark"):
    """One number of a place that compares itself with others of its size: a sum, never anything of a person."""

    id = BigSerial(primary_key=True)
    tenant = ForeignKey(TenantTable, on_delete=OnDelete.cascade, null=False)
    size = Varchar(length=20)
    name = Varchar(length=60)
    number = DoublePrecision()
    at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE UNIQUE INDEX benchmark_once ON benchmark (tenant, name)",
        "CREATE INDEX benchmark_size ON benchmark (size, name)",
    )


TABLES = [TenantTable, TenantHost, PluginVersion, PluginIncident, BenchmarkTable]
