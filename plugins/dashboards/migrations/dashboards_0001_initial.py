"""The tables of dashboards when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "dashboards_shown" ("project" BIGINT PRIMARY KEY REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "cards" JSONB NOT NULL DEFAULT \'[]\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="dashboards_0001_initial", app_name="dashboards", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
