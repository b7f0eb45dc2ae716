"""The tables of walk when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from core.sdk import execute
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

STATEMENTS = (
    'CREATE TABLE "walk_note" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "contribution" BIGINT UNIQUE NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "tone" VARCHAR(10) NOT NULL DEFAULT \'\')',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="walk_0001_initial", app_name="walk", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
