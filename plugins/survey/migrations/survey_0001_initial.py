"""The tables of survey when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "survey_version" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "number" INTEGER NOT NULL DEFAULT 0, "definition" JSONB NOT NULL DEFAULT \'{}\', "revision" INTEGER NOT NULL DEFAULT 1, "published_at" TIMESTAMPTZ DEFAULT null, "made_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "made_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null)',
    'CREATE UNIQUE INDEX survey_version_number ON survey_version (activity, number)',
    'CREATE UNIQUE INDEX survey_version_draft ON survey_version (activity) WHERE published_at IS NULL',
    'CREATE TABLE "survey_quota" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "question" VARCHAR(20) NOT NULL DEFAULT \'\', "option" VARCHAR(20) NOT NULL DEFAULT \'\', "taken" INTEGER NOT NULL DEFAULT 0)',
    'CREATE UNIQUE INDEX survey_quota_once ON survey_quota (activity, question, option)',
    'CREATE TABLE "survey_import" ("id" BIGINT PRIMARY KEY NOT NULL DEFAULT 0, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "state" VARCHAR(20) NOT NULL DEFAULT \'mapping\', "filename" VARCHAR(200) NOT NULL DEFAULT \'\', "columns" JSONB NOT NULL DEFAULT \'[]\', "mapping" JSONB NOT NULL DEFAULT \'{}\', "row_count" INTEGER NOT NULL DEFAULT 0, "counts" JSONB NOT NULL DEFAULT \'{}\', "errors" JSONB NOT NULL DEFAULT \'[]\', "rows" BYTEA NOT NULL DEFAULT \'\', "job_id" BIGINT DEFAULT null)',
    'CREATE INDEX survey_import_activity ON survey_import (activity, at DESC)',
    'CREATE TABLE "survey_taker" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "person" BIGINT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null)',
    'CREATE UNIQUE INDEX survey_taker_once ON survey_taker (activity, person)',
    'CREATE TABLE "survey_response" ("id" UUID PRIMARY KEY NOT NULL DEFAULT gen_random_uuid(), "version" BIGINT NOT NULL REFERENCES "survey_version" ("id") ON DELETE NO ACTION ON UPDATE CASCADE DEFAULT null, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "channel" VARCHAR(20) NOT NULL DEFAULT \'web\', "locale" VARCHAR(5) NOT NULL DEFAULT \'\', "answers" JSONB NOT NULL DEFAULT \'{}\', "codes" BYTEA NOT NULL DEFAULT \'\', "numbers" BYTEA NOT NULL DEFAULT \'\', "receipt_hash" VARCHAR(64) NOT NULL DEFAULT \'\', "mixed" BOOLEAN NOT NULL DEFAULT true, "import_id" BIGINT DEFAULT null, "submitted_on" DATE NOT NULL DEFAULT CURRENT_DATE, "person" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null)',
    'CREATE INDEX survey_response_activity ON survey_response (activity, version)',
    'CREATE INDEX survey_response_waiting ON survey_response (activity) WHERE NOT mixed',
    "CREATE INDEX survey_response_receipt ON survey_response (activity, receipt_hash) WHERE receipt_hash <> ''",
    'CREATE INDEX survey_response_import ON survey_response (import_id) WHERE import_id IS NOT NULL',
    'CREATE INDEX survey_response_person ON survey_response (person) WHERE person IS NOT NULL',
    'CREATE TABLE "survey_draft" ("id" UUID PRIMARY KEY NOT NULL DEFAULT gen_random_uuid(), "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "version" BIGINT NOT NULL REFERENCES "survey_version" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "key_hash" VARCHAR(64) NOT NULL DEFAULT \'\', "page" VARCHAR(20) NOT NULL DEFAULT \'\', "path" JSONB NOT NULL DEFAULT \'[]\', "answers" JSONB NOT NULL DEFAULT \'{}\', "kiosk" BOOLEAN NOT NULL DEFAULT false, "changed_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX survey_draft_key ON survey_draft (activity, key_hash)',
    'CREATE INDEX survey_draft_changed ON survey_draft (changed_at)',
    'CREATE TABLE "survey_text" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "response" UUID NOT NULL REFERENCES "survey_response" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "question" VARCHAR(20) NOT NULL DEFAULT \'\', "part" VARCHAR(10) NOT NULL DEFAULT \'\', "contribution" BIGINT UNIQUE NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null)',
    'CREATE INDEX survey_text_response ON survey_text (response)',
    'CREATE INDEX survey_text_question ON survey_text (activity, question, contribution)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="survey_0001_initial", app_name="survey", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
