"""The tables of commons when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "commons_member" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "place" VARCHAR(200) NOT NULL DEFAULT \'\', "person" BIGINT NOT NULL DEFAULT 0, "name" VARCHAR(120) NOT NULL DEFAULT \'\', "work" VARCHAR(120) NOT NULL DEFAULT \'\', "about" VARCHAR(600) NOT NULL DEFAULT \'\', "listed" BOOLEAN NOT NULL DEFAULT false, "digest" BOOLEAN NOT NULL DEFAULT false, "told_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "joined_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX commons_member_once ON commons_member (tenant, person)',
    'CREATE TABLE "commons_group" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "name" VARCHAR(100) NOT NULL DEFAULT \'\', "about" VARCHAR(400) NOT NULL DEFAULT \'\', "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX commons_group_name ON commons_group (lower(name))',
    'CREATE TABLE "commons_post" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "kind" VARCHAR(10) NOT NULL DEFAULT \'\', "circle" BIGINT REFERENCES "commons_group" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "parent" BIGINT REFERENCES "commons_post" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "author" BIGINT REFERENCES "commons_member" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "place" VARCHAR(200) NOT NULL DEFAULT \'\', "title" VARCHAR(150) NOT NULL DEFAULT \'\', "body" TEXT NOT NULL DEFAULT \'\', "facts" JSONB NOT NULL DEFAULT \'{}\', "hidden" BOOLEAN NOT NULL DEFAULT false, "hidden_why" VARCHAR(300) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "happens_at" TIMESTAMPTZ DEFAULT null, "size" VARCHAR(10) NOT NULL DEFAULT \'\', "cost" INTEGER DEFAULT null, "participants" INTEGER DEFAULT null)',
    'CREATE INDEX commons_post_kind ON commons_post (kind, at DESC)',
    'CREATE INDEX commons_post_parent ON commons_post (parent, at)',
    'CREATE INDEX commons_post_tenant ON commons_post (tenant)',
    "CREATE INDEX commons_post_words ON commons_post USING gin (to_tsvector('norwegian', title || ' ' || body))",
    'CREATE TABLE "commons_report" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "post" BIGINT NOT NULL REFERENCES "commons_post" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "member" BIGINT NOT NULL REFERENCES "commons_member" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "reason" VARCHAR(300) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "settled_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE UNIQUE INDEX commons_report_once ON commons_report (post, member)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="commons_0001_initial", app_name="commons", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
