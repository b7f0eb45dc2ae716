"""The tables of ideas when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "ideas_import" ("id" BIGINT PRIMARY KEY NOT NULL DEFAULT 0, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "state" VARCHAR(20) NOT NULL DEFAULT \'mapping\', "locale" VARCHAR(5) NOT NULL DEFAULT \'\', "new_topics" BOOLEAN NOT NULL DEFAULT true, "counts" JSONB NOT NULL DEFAULT \'{}\', "errors" JSONB NOT NULL DEFAULT \'[]\', "job_id" BIGINT DEFAULT null, "ended_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE INDEX ideas_import_activity ON ideas_import (activity, at DESC)',
    'CREATE TABLE "ideas_import_file" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "import_id" BIGINT NOT NULL REFERENCES "ideas_import" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "part" VARCHAR(20) NOT NULL DEFAULT \'\', "filename" VARCHAR(200) NOT NULL DEFAULT \'\', "columns" JSONB NOT NULL DEFAULT \'[]\', "mapping" JSONB NOT NULL DEFAULT \'{}\', "row_count" INTEGER NOT NULL DEFAULT 0, "rows" BYTEA NOT NULL DEFAULT \'\')',
    'CREATE UNIQUE INDEX ideas_import_file_part ON ideas_import_file (import_id, part)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="ideas_0001_initial", app_name="ideas", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
