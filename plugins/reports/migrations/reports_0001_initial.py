"""The tables of reports when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "reports_report" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "project" BIGINT REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "language" VARCHAR(8) NOT NULL DEFAULT \'nb\', "content" JSONB NOT NULL DEFAULT \'{}\', "created_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "created_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "updated_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX reports_report_project ON reports_report (project, updated_at DESC)',
    'CREATE TABLE "reports_version" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "report" BIGINT NOT NULL REFERENCES "reports_report" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "number" INTEGER NOT NULL DEFAULT 0, "content" JSONB NOT NULL DEFAULT \'{}\', "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "kept" BOOLEAN NOT NULL DEFAULT false)',
    'CREATE UNIQUE INDEX reports_version_number ON reports_version (report, number)',
    'CREATE TABLE "reports_issue" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "report" BIGINT NOT NULL REFERENCES "reports_report" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "kind" VARCHAR(10) NOT NULL DEFAULT \'\', "document" JSONB NOT NULL DEFAULT \'{}\', "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "made_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "withdrawn_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE INDEX reports_issue_report ON reports_issue (report, id DESC)',
    'CREATE TABLE "reports_schedule" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "report" BIGINT UNIQUE NOT NULL REFERENCES "reports_report" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "every" VARCHAR(10) NOT NULL DEFAULT \'\', "next_on" DATE NOT NULL DEFAULT CURRENT_DATE, "last_at" TIMESTAMPTZ DEFAULT null, "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null)',
    'CREATE TABLE "reports_recipient" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "report" BIGINT NOT NULL REFERENCES "reports_report" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "person" BIGINT REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "email" VARCHAR(254) NOT NULL DEFAULT \'\', "added_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "confirmed_at" TIMESTAMPTZ DEFAULT null, "stopped_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE UNIQUE INDEX reports_recipient_person ON reports_recipient (report, person) WHERE person IS NOT NULL',
    "CREATE UNIQUE INDEX reports_recipient_email ON reports_recipient (report, email) WHERE email <> ''",
    'CREATE TABLE "reports_file" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "report" BIGINT REFERENCES "reports_report" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "issue" BIGINT REFERENCES "reports_issue" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "project" BIGINT REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "format" VARCHAR(10) NOT NULL DEFAULT \'\', "job_id" BIGINT DEFAULT null, "key" VARCHAR(40) NOT NULL DEFAULT \'\', "name" VARCHAR(160) NOT NULL DEFAULT \'\', "bytes" BIGINT NOT NULL DEFAULT 0, "sha256" VARCHAR(64) NOT NULL DEFAULT \'\', "asked_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "asked_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "made_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE INDEX reports_file_report ON reports_file (report, id DESC)',
    'CREATE INDEX reports_file_issue ON reports_file (issue, format, id DESC)',
    'CREATE INDEX reports_file_project ON reports_file (project, id DESC)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="reports_0001_initial", app_name="reports", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
