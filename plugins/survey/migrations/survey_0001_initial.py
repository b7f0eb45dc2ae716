"""The tables of survey when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "survey_version" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "number" INTEGER NOT NULL DEFAULT 0, "definition" JSONB NOT NULL DEFAULT \'{}\', "revision" INTEGER NOT NULL DEFAULT 1, "published_at" TIMESTAMPTZ DEFAULT null, "made_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "made_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null)',
    'CREATE UNIQUE INDEX survey_version_number ON survey_version (activity, number)',
    'CREATE UNIQUE INDEX survey_version_draft ON survey_version (activity) WHERE published_at IS NULL',
    'CREATE TABLE "survey_taker" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "person" BIGINT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null)',
    'CREATE UNIQUE INDEX survey_taker_once ON survey_taker (activity, person)',
    'CREATE TABLE "survey_response" ("id" UUID PRIMARY KEY NOT NULL DEFAULT gen_random_uuid(), "version" BIGINT NOT NULL REFERENCES "survey_version" ("id") ON DELETE NO ACTION ON UPDATE CASCADE DEFAULT null, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "channel" VARCHAR(20) NOT NULL DEFAULT \'web\', "locale" VARCHAR(5) NOT NULL DEFAULT \'\', "answers" JSONB NOT NULL DEFAULT \'{}\', "submitted_on" DATE NOT NULL DEFAULT CURRENT_DATE, "person" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null)',
    'CREATE INDEX survey_response_activity ON survey_response (activity, version)',
    'CREATE TABLE "survey_draft" ("id" UUID PRIMARY KEY NOT NULL DEFAULT gen_random_uuid(), "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "version" BIGINT NOT NULL REFERENCES "survey_version" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "key_hash" VARCHAR(64) NOT NULL DEFAULT \'\', "page" VARCHAR(20) NOT NULL DEFAULT \'\', "path" JSONB NOT NULL DEFAULT \'[]\', "answers" JSONB NOT NULL DEFAULT \'{}\', "kiosk" BOOLEAN NOT NULL DEFAULT false, "changed_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX survey_draft_key ON survey_draft (activity, key_hash)',
    'CREATE INDEX survey_draft_changed ON survey_draft (changed_at)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="survey_0001_initial", app_name="survey", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
