"""The tables of pinboard when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "pinboard_pin" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "contribution" BIGINT UNIQUE NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "colour" VARCHAR(10) NOT NULL DEFAULT \'\')',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="pinboard_0001_initial", app_name="pinboard", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
