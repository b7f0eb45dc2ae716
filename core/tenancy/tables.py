"""Tables of a place: its own settings. They stand in every tenant's schema, so that an export is whole."""

from core.db.columns import JSONB, BigInt, SmallInt, Table
from core.tenancy.scope import CHANGE_SHARDS


class SiteTable(Table, tablename="site"):
    """One row: how this place looks and what is on. `version` grows with each change."""

    id = SmallInt(primary_key=True, default=1)
    version = BigInt(default=1)
    settings = JSONB(default="{}")

    ddl = (
        "ALTER TABLE site ADD CONSTRAINT site_one_row CHECK (id = 1)",
        """INSERT INTO site (id, version, settings) VALUES (1, 1, '{}')""",
    )


class SiteChange(Table, tablename="site_change"):
    """The content version is the sum of these rows; `core.tenancy.scope` raises it with each commit that wrote."""

    shard = SmallInt(primary_key=True)
    version = BigInt(default=0)

    ddl = (
        f"INSERT INTO site_change (shard, version) SELECT n, 0 FROM generate_series(0, {CHANGE_SHARDS - 1}) n",
    )


TABLES = [SiteTable, SiteChange]
