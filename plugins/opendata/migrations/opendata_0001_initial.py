"""The tables of opendata when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "opendata_closed" ("project" BIGINT PRIMARY KEY REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="opendata_0001_initial", app_name="opendata", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
