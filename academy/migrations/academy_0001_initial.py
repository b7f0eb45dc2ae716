"""The tables of academy when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "academy_step" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "person" BIGINT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "course" VARCHAR(130) NOT NULL DEFAULT \'\', "kind" VARCHAR(10) NOT NULL DEFAULT \'\', "name" VARCHAR(80) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX academy_step_once ON academy_step (person, course, kind, name)',
    'CREATE INDEX academy_step_course ON academy_step (course)',
    'CREATE TABLE "academy_try" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "person" BIGINT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "course" VARCHAR(130) NOT NULL DEFAULT \'\', "lesson" VARCHAR(80) NOT NULL DEFAULT \'\', "right_ones" SMALLINT NOT NULL DEFAULT 0, "questions" SMALLINT NOT NULL DEFAULT 0, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX academy_try_person ON academy_try (person, course)',
    'CREATE TABLE "academy_certificate" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "person" BIGINT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "course" VARCHAR(130) NOT NULL DEFAULT \'\', "title" JSONB NOT NULL DEFAULT \'{}\', "name" VARCHAR(120) NOT NULL DEFAULT \'\', "minutes" SMALLINT NOT NULL DEFAULT 0, "code" VARCHAR(24) UNIQUE NOT NULL DEFAULT \'\', "public" BOOLEAN NOT NULL DEFAULT false, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX academy_certificate_once ON academy_certificate (person, course)',
    'CREATE TABLE "academy_assignment" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "person" BIGINT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "course" VARCHAR(130) NOT NULL DEFAULT \'\', "due_on" DATE DEFAULT null, "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "reminded" SMALLINT NOT NULL DEFAULT 0)',
    'CREATE UNIQUE INDEX academy_assignment_once ON academy_assignment (person, course)',
    'CREATE TABLE "academy_put_away" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "person" BIGINT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "lesson" VARCHAR(220) NOT NULL DEFAULT \'\')',
    'CREATE UNIQUE INDEX academy_put_away_once ON academy_put_away (person, lesson)',
    'CREATE TABLE "academy_own_course" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "slug" VARCHAR(60) UNIQUE NOT NULL DEFAULT \'\', "texts" JSONB NOT NULL DEFAULT \'{}\', "files" JSONB NOT NULL DEFAULT \'{}\', "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "version" INTEGER NOT NULL DEFAULT 1)',
    'CREATE TABLE "academy_practice" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "person" BIGINT UNIQUE NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "project" BIGINT NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="academy_0001_initial", app_name="academy", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
