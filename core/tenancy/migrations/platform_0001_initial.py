"""The tables of platform when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.db import execute

STATEMENTS = (
    'CREATE TABLE "tenant" ("id" VARCHAR(20) PRIMARY KEY NOT NULL DEFAULT \'\', "kind" VARCHAR(20) NOT NULL DEFAULT \'\', "status" VARCHAR(20) NOT NULL DEFAULT \'\', "name" VARCHAR(200) NOT NULL DEFAULT \'\', "organisation" JSONB NOT NULL DEFAULT \'{}\', "plan" VARCHAR(40) NOT NULL DEFAULT \'trial\', "created_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "confirmed_at" TIMESTAMPTZ DEFAULT null, "confirmed_by" VARCHAR(200) DEFAULT null, "read_only_at" TIMESTAMPTZ DEFAULT null)',
    "CREATE UNIQUE INDEX tenant_register ON tenant ((organisation->>'register'))",
    "CREATE UNIQUE INDEX tenant_orgnr ON tenant ((organisation->>'orgnr'))",
    'CREATE TABLE "plugin_version" ("plugin" VARCHAR(60) PRIMARY KEY NOT NULL DEFAULT \'\', "version" VARCHAR(40) NOT NULL DEFAULT \'\', "seen_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE TABLE "tenant_host" ("host" VARCHAR(253) PRIMARY KEY NOT NULL DEFAULT \'\', "tenant" VARCHAR(20) NOT NULL REFERENCES "tenant" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "main" BOOLEAN NOT NULL DEFAULT true)',
    'CREATE TABLE "plugin_incident" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL REFERENCES "tenant" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "plugin" VARCHAR(60) NOT NULL DEFAULT \'\', "what" VARCHAR(400) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE TABLE "benchmark" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL REFERENCES "tenant" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "size" VARCHAR(20) NOT NULL DEFAULT \'\', "name" VARCHAR(60) NOT NULL DEFAULT \'\', "number" DOUBLE PRECISION NOT NULL DEFAULT 0.0, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX benchmark_once ON benchmark (tenant, name)',
    'CREATE INDEX benchmark_size ON benchmark (size, name)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="platform_0001_initial", app_name="platform", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
