"""The tables of representation when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "representation_population" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "kind" VARCHAR(10) NOT NULL DEFAULT \'\', "name" VARCHAR(80) NOT NULL DEFAULT \'\', "number" INTEGER NOT NULL DEFAULT 0, "postcodes" JSONB NOT NULL DEFAULT \'[]\', "position" INTEGER NOT NULL DEFAULT 0)',
    'CREATE UNIQUE INDEX representation_population_once ON representation_population (kind, name)',
    'CREATE TABLE "representation_about" ("person" BIGINT PRIMARY KEY REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "birth_year" SMALLINT DEFAULT null, "sex" VARCHAR(10) NOT NULL DEFAULT \'\', "invite" BOOLEAN NOT NULL DEFAULT false, "invited_at" TIMESTAMPTZ DEFAULT null, "told_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="representation_0001_initial", app_name="representation", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
