"""The tables of insights when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "insights_sent" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "purpose" VARCHAR(40) NOT NULL DEFAULT \'\', "model" VARCHAR(120) NOT NULL DEFAULT \'\', "prompt" VARCHAR(40) NOT NULL DEFAULT \'\', "digest" VARCHAR(64) NOT NULL DEFAULT \'\', "ids" JSONB NOT NULL DEFAULT \'[]\', "sent" TEXT NOT NULL DEFAULT \'\', "answer" TEXT DEFAULT null, "tokens_in" INTEGER NOT NULL DEFAULT 0, "tokens_out" INTEGER NOT NULL DEFAULT 0, "cost" DOUBLE PRECISION NOT NULL DEFAULT 0.0, "outcome" VARCHAR(20) NOT NULL DEFAULT \'\')',
    'CREATE INDEX insights_sent_digest ON insights_sent (digest) WHERE answer IS NOT NULL',
    'CREATE INDEX insights_sent_at ON insights_sent (at DESC)',
    'CREATE TABLE "insights_reserved" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "cost" DOUBLE PRECISION NOT NULL DEFAULT 0.0, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE TABLE "insights_fill" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "space" VARCHAR(80) NOT NULL DEFAULT \'\', "state" VARCHAR(20) NOT NULL DEFAULT \'running\', "total" INTEGER NOT NULL DEFAULT 0, "left" INTEGER NOT NULL DEFAULT 0, "note" TEXT NOT NULL DEFAULT \'\', "started_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "started_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "ended_at" TIMESTAMPTZ DEFAULT null)',
    "CREATE UNIQUE INDEX insights_fill_once ON insights_fill (space) WHERE state = 'running'",
    'CREATE TABLE "insights_service" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "engine" VARCHAR(20) NOT NULL DEFAULT \'local\', "may_leave" BOOLEAN NOT NULL DEFAULT false, "base_url" VARCHAR(300) NOT NULL DEFAULT \'\', "model" VARCHAR(120) NOT NULL DEFAULT \'\', "embedding_model" VARCHAR(120) NOT NULL DEFAULT \'\', "key" TEXT NOT NULL DEFAULT \'\', "price_in" DOUBLE PRECISION NOT NULL DEFAULT 0.0, "price_out" DOUBLE PRECISION NOT NULL DEFAULT 0.0, "budget" DOUBLE PRECISION NOT NULL DEFAULT 0.0, "keep_days" INTEGER NOT NULL DEFAULT 90, "mode" VARCHAR(20) NOT NULL DEFAULT \'\', "version" INTEGER NOT NULL DEFAULT 1, "changed_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "changed_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX insights_service_once ON insights_service ((true))',
    'CREATE TABLE "insights_rule" ("topic" BIGINT PRIMARY KEY REFERENCES "topic" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "phrases" JSONB NOT NULL DEFAULT \'[]\', "never" JSONB NOT NULL DEFAULT \'[]\')',
    'CREATE TABLE "insights_study" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "project" BIGINT REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "title" VARCHAR(200) NOT NULL DEFAULT \'\', "selection" JSONB NOT NULL DEFAULT \'{}\', "language" VARCHAR(8) NOT NULL DEFAULT \'nb\', "created_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "created_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "updated_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "grouped_at" TIMESTAMPTZ DEFAULT null, "space" VARCHAR(80) NOT NULL DEFAULT \'\', "made" JSONB NOT NULL DEFAULT \'{}\', "job_id" BIGINT DEFAULT null, "version" INTEGER NOT NULL DEFAULT 1)',
    'CREATE INDEX insights_study_project ON insights_study (project, updated_at DESC)',
    'CREATE TABLE "insights_theme" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "study" BIGINT NOT NULL REFERENCES "insights_study" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "parent" BIGINT REFERENCES "insights_theme" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "name" VARCHAR(120) NOT NULL DEFAULT \'\', "description" TEXT NOT NULL DEFAULT \'\', "words" JSONB NOT NULL DEFAULT \'[]\', "position" INTEGER NOT NULL DEFAULT 0, "named" BOOLEAN NOT NULL DEFAULT false, "kept" BOOLEAN NOT NULL DEFAULT false, "hidden" BOOLEAN NOT NULL DEFAULT false)',
    'CREATE INDEX insights_theme_study ON insights_theme (study, parent, position)',
    'CREATE TABLE "insights_run" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "study" BIGINT NOT NULL REFERENCES "insights_study" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "kind" VARCHAR(20) NOT NULL DEFAULT \'\', "changes" JSONB NOT NULL DEFAULT \'{}\')',
    'CREATE INDEX insights_run_study ON insights_run (study, id DESC)',
    'CREATE TABLE "insights_summary" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "study" BIGINT NOT NULL REFERENCES "insights_study" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "question" VARCHAR(300) NOT NULL DEFAULT \'\', "language" VARCHAR(8) NOT NULL DEFAULT \'nb\', "state" VARCHAR(20) NOT NULL DEFAULT \'making\', "made" JSONB NOT NULL DEFAULT \'{}\', "draft" JSONB NOT NULL DEFAULT \'[]\', "lines" JSONB NOT NULL DEFAULT \'[]\', "signed" JSONB NOT NULL DEFAULT \'[]\', "looked_at" JSONB NOT NULL DEFAULT \'[]\', "introduction" TEXT NOT NULL DEFAULT \'\', "job_id" BIGINT DEFAULT null, "asked_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "asked_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "made_at" TIMESTAMPTZ DEFAULT null, "signed_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "signed_at" TIMESTAMPTZ DEFAULT null, "published" BOOLEAN NOT NULL DEFAULT false, "version" BIGINT NOT NULL DEFAULT 1)',
    'CREATE INDEX insights_summary_study ON insights_summary (study, id DESC)',
    'CREATE TABLE "insights_recommendation" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "study" BIGINT NOT NULL REFERENCES "insights_study" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "title" VARCHAR(200) NOT NULL DEFAULT \'\', "text" TEXT NOT NULL DEFAULT \'\', "state" VARCHAR(20) NOT NULL DEFAULT \'proposed\', "merged_into" BIGINT DEFAULT null, "position" INTEGER NOT NULL DEFAULT 0, "made" JSONB NOT NULL DEFAULT \'{}\', "changes" JSONB NOT NULL DEFAULT \'{}\', "changed_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "changed_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "signed_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "signed_at" TIMESTAMPTZ DEFAULT null, "version" INTEGER NOT NULL DEFAULT 1)',
    'CREATE INDEX insights_recommendation_study ON insights_recommendation (study, position, id)',
    'CREATE TABLE "insights_alike_run" ("study" BIGINT PRIMARY KEY REFERENCES "insights_study" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "job_id" BIGINT DEFAULT null, "looked_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE TABLE "insights_family" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "study" BIGINT NOT NULL REFERENCES "insights_study" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "mark" VARCHAR(20) NOT NULL DEFAULT \'\', "found_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX insights_family_study ON insights_family (study)',
    'CREATE TABLE "insights_recommendation_theme" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "recommendation" BIGINT NOT NULL REFERENCES "insights_recommendation" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "theme" BIGINT NOT NULL REFERENCES "insights_theme" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null)',
    'CREATE UNIQUE INDEX insights_recommendation_theme_once ON insights_recommendation_theme (recommendation, theme)',
    'CREATE INDEX insights_recommendation_theme_of ON insights_recommendation_theme (theme)',
    'CREATE TABLE "insights_vector" ("contribution" BIGINT PRIMARY KEY REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "space" VARCHAR(80) NOT NULL DEFAULT \'\', "digest" VARCHAR(32) NOT NULL DEFAULT \'\', "language" VARCHAR(8) NOT NULL DEFAULT \'\', "made_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'ALTER TABLE insights_vector ADD COLUMN embedding vector NOT NULL',
    'CREATE INDEX insights_vector_space ON insights_vector (space)',
    'CREATE TABLE "insights_placing" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "study" BIGINT NOT NULL REFERENCES "insights_study" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "contribution" BIGINT NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "theme" BIGINT REFERENCES "insights_theme" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "by_staff" BOOLEAN NOT NULL DEFAULT false, "closeness" REAL NOT NULL DEFAULT 0.0, "placed_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX insights_placing_once ON insights_placing (study, contribution)',
    'CREATE INDEX insights_placing_theme ON insights_placing (theme, closeness DESC)',
    'CREATE INDEX insights_placing_contribution ON insights_placing (contribution)',
    'CREATE TABLE "insights_backing" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "recommendation" BIGINT NOT NULL REFERENCES "insights_recommendation" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "contribution" BIGINT NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "theme" BIGINT DEFAULT null)',
    'CREATE UNIQUE INDEX insights_backing_once ON insights_backing (recommendation, contribution)',
    'CREATE INDEX insights_backing_of ON insights_backing (contribution)',
    'CREATE TABLE "insights_evidence" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "recommendation" BIGINT NOT NULL REFERENCES "insights_recommendation" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "contribution" BIGINT NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "sentence" INTEGER NOT NULL DEFAULT 0, "digest" VARCHAR(32) NOT NULL DEFAULT \'\', "side" VARCHAR(10) NOT NULL DEFAULT \'for\', "by_staff" BOOLEAN NOT NULL DEFAULT false, "removed" BOOLEAN NOT NULL DEFAULT false)',
    'CREATE UNIQUE INDEX insights_evidence_once ON insights_evidence (recommendation, contribution, sentence)',
    'CREATE INDEX insights_evidence_of ON insights_evidence (contribution)',
    'CREATE TABLE "insights_guess" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "contribution" BIGINT NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "topic" BIGINT NOT NULL REFERENCES "topic" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "confidence" REAL NOT NULL DEFAULT 0.0, "reason" VARCHAR(120) NOT NULL DEFAULT \'\', "decided" VARCHAR(5) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX insights_guess_once ON insights_guess (contribution, topic)',
    "CREATE INDEX insights_guess_topic ON insights_guess (topic, confidence DESC) WHERE decided = ''",
    'CREATE TABLE "insights_arrival" ("contribution" BIGINT PRIMARY KEY REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE TABLE "insights_alike" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "family" BIGINT NOT NULL REFERENCES "insights_family" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "contribution" BIGINT NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null)',
    'CREATE UNIQUE INDEX insights_alike_once ON insights_alike (family, contribution)',
    'CREATE INDEX insights_alike_contribution ON insights_alike (contribution)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="insights_0001_initial", app_name="insights", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
