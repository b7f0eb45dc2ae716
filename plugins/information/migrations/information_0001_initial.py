"""The tables of information when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "information_block" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "position" INTEGER NOT NULL DEFAULT 0, "kind" VARCHAR(12) NOT NULL DEFAULT \'\', "titles" JSONB NOT NULL DEFAULT \'{}\', "bodies" JSONB NOT NULL DEFAULT \'{}\', "files" JSONB NOT NULL DEFAULT \'[]\', "details" JSONB NOT NULL DEFAULT \'{}\', "version" INTEGER NOT NULL DEFAULT 1)',
    'CREATE INDEX information_block_activity ON information_block (activity, position, id)',
    'CREATE TABLE "information_letter" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "subject" VARCHAR(150) NOT NULL DEFAULT \'\', "body" TEXT NOT NULL DEFAULT \'\', "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "created_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "sent_at" TIMESTAMPTZ DEFAULT null, "recipients" INTEGER NOT NULL DEFAULT 0, "version" INTEGER NOT NULL DEFAULT 1)',
    'CREATE INDEX information_letter_activity ON information_letter (activity, sent_at DESC, id DESC)',
    'CREATE TABLE "information_reading" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "page" VARCHAR(80) NOT NULL DEFAULT \'\', "day" DATE NOT NULL DEFAULT CURRENT_DATE, "n" INTEGER NOT NULL DEFAULT 0)',
    'CREATE UNIQUE INDEX information_reading_day ON information_reading (activity, page, day)',
    'CREATE TABLE "information_version" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "number" INTEGER NOT NULL DEFAULT 1, "title" VARCHAR(200) NOT NULL DEFAULT \'\', "note" TEXT NOT NULL DEFAULT \'\', "filename" VARCHAR(200) NOT NULL DEFAULT \'\', "kind" VARCHAR(8) NOT NULL DEFAULT \'\', "file" JSONB NOT NULL DEFAULT \'{}\', "source" BYTEA DEFAULT null, "state" VARCHAR(12) NOT NULL DEFAULT \'reading\', "problem" VARCHAR(20) NOT NULL DEFAULT \'\', "job_id" BIGINT DEFAULT null, "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "created_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "published_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE UNIQUE INDEX information_version_number ON information_version (activity, number)',
    'CREATE TABLE "information_response" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT UNIQUE NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "published_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "file" JSONB NOT NULL DEFAULT \'{}\', "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null)',
    'CREATE TABLE "information_section" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "version" BIGINT NOT NULL REFERENCES "information_version" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "position" INTEGER NOT NULL DEFAULT 0, "key" VARCHAR(60) NOT NULL DEFAULT \'\', "heading" VARCHAR(250) NOT NULL DEFAULT \'\', "level" INTEGER NOT NULL DEFAULT 1, "blocks" JSONB NOT NULL DEFAULT \'[]\', "picture" VARCHAR(40) NOT NULL DEFAULT \'\', "width" INTEGER NOT NULL DEFAULT 0, "height" INTEGER NOT NULL DEFAULT 0)',
    'CREATE UNIQUE INDEX information_section_key ON information_section (version, key)',
    'CREATE INDEX information_section_order ON information_section (version, position)',
    'CREATE TABLE "information_change" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "version" BIGINT NOT NULL REFERENCES "information_version" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "position" INTEGER NOT NULL DEFAULT 0, "section" VARCHAR(60) NOT NULL DEFAULT \'\', "kind" VARCHAR(10) NOT NULL DEFAULT \'\', "heading" VARCHAR(250) NOT NULL DEFAULT \'\', "parts" JSONB NOT NULL DEFAULT \'[]\', "note" TEXT NOT NULL DEFAULT \'\')',
    'CREATE INDEX information_change_version ON information_change (version, position)',
    'CREATE TABLE "information_remark" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "contribution" BIGINT UNIQUE NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "version" BIGINT NOT NULL REFERENCES "information_version" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "section" VARCHAR(60) NOT NULL DEFAULT \'\', "paragraph" INTEGER DEFAULT null, "exact" TEXT NOT NULL DEFAULT \'\', "prefix" VARCHAR(80) NOT NULL DEFAULT \'\', "suffix" VARCHAR(80) NOT NULL DEFAULT \'\', "start" INTEGER NOT NULL DEFAULT 0, "x" INTEGER DEFAULT null, "y" INTEGER DEFAULT null)',
    'CREATE INDEX information_remark_section ON information_remark (version, section)',
    'CREATE TABLE "information_statement" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "contribution" BIGINT UNIQUE NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "person" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "sender" VARCHAR(120) NOT NULL DEFAULT \'\', "organisation" VARCHAR(150) NOT NULL DEFAULT \'\', "orgnr" VARCHAR(9) NOT NULL DEFAULT \'\', "title" VARCHAR(200) NOT NULL DEFAULT \'\', "body" TEXT NOT NULL DEFAULT \'\', "files" JSONB NOT NULL DEFAULT \'[]\', "channel" VARCHAR(10) NOT NULL DEFAULT \'web\', "receipt" VARCHAR(20) UNIQUE NOT NULL DEFAULT \'\', "received_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "state" VARCHAR(12) NOT NULL DEFAULT \'received\', "public_body" TEXT NOT NULL DEFAULT \'\', "public_files" JSONB NOT NULL DEFAULT \'[]\', "redacted" VARCHAR(300) NOT NULL DEFAULT \'\', "published_at" TIMESTAMPTZ DEFAULT null, "handled_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "withdrawn_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE INDEX information_statement_activity ON information_statement (activity, received_at)',
    'CREATE TABLE "information_answer" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "contribution" BIGINT UNIQUE NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "outcome" VARCHAR(12) NOT NULL DEFAULT \'\', "summary" TEXT NOT NULL DEFAULT \'\', "reason" TEXT NOT NULL DEFAULT \'\', "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "told_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE TABLE "information_cause" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "change" BIGINT NOT NULL REFERENCES "information_change" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "contribution" BIGINT NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null)',
    'CREATE UNIQUE INDEX information_cause_once ON information_cause (change, contribution)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="information_0001_initial", app_name="information", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
