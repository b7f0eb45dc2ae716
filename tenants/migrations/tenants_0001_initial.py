"""The tables of tenants when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "tenants_sign_up" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "token_hash" BYTEA UNIQUE NOT NULL DEFAULT \'\', "created_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "organisation" JSONB NOT NULL DEFAULT \'{}\', "name" VARCHAR(120) NOT NULL DEFAULT \'\', "email" VARCHAR(254) NOT NULL DEFAULT \'\', "locale" VARCHAR(5) NOT NULL DEFAULT \'\', "code_id" BIGINT NOT NULL DEFAULT 0, "proven_at" TIMESTAMPTZ DEFAULT null, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "address" VARCHAR(253) NOT NULL DEFAULT \'\', "finished_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE INDEX tenants_sign_up_email ON tenants_sign_up (lower(email))',
    'CREATE INDEX tenants_sign_up_created ON tenants_sign_up (created_at)',
    'CREATE TABLE "tenants_register_domain" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "domain" VARCHAR(253) NOT NULL DEFAULT \'\', "organisation" VARCHAR(40) NOT NULL DEFAULT \'\', "added_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "added_by" VARCHAR(254) NOT NULL DEFAULT \'\')',
    'CREATE UNIQUE INDEX tenants_register_domain_once ON tenants_register_domain (domain, organisation)',
    'CREATE TABLE "tenants_decision" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "tenant_name" VARCHAR(200) NOT NULL DEFAULT \'\', "decision" VARCHAR(20) NOT NULL DEFAULT \'\', "note" TEXT NOT NULL DEFAULT \'\', "by" VARCHAR(254) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX tenants_decision_tenant ON tenants_decision (tenant, at)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="tenants_0001_initial", app_name="tenants", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
