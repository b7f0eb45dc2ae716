"""The tables of workshops when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "workshops_meeting" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "state" VARCHAR(12) NOT NULL DEFAULT \'planned\', "kind" VARCHAR(12) NOT NULL DEFAULT \'in_person\', "titles" JSONB NOT NULL DEFAULT \'{}\', "intros" JSONB NOT NULL DEFAULT \'{}\', "programmes" JSONB NOT NULL DEFAULT \'{}\', "access" JSONB NOT NULL DEFAULT \'{}\', "starts_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "ends_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "closes_at" TIMESTAMPTZ DEFAULT null, "venue" VARCHAR(200) NOT NULL DEFAULT \'\', "address" VARCHAR(200) NOT NULL DEFAULT \'\', "capacity" INTEGER NOT NULL DEFAULT 0, "online_capacity" INTEGER NOT NULL DEFAULT 0, "video" VARCHAR(500) NOT NULL DEFAULT \'\', "code" VARCHAR(8) NOT NULL DEFAULT \'\', "current" BIGINT NOT NULL DEFAULT 0, "version" INTEGER NOT NULL DEFAULT 1, "edits" INTEGER NOT NULL DEFAULT 1, "recording" VARCHAR(500) NOT NULL DEFAULT \'\', "captioned" BOOLEAN NOT NULL DEFAULT false, "transcript" TEXT NOT NULL DEFAULT \'\', "files" JSONB NOT NULL DEFAULT \'[]\', "minutes" TEXT NOT NULL DEFAULT \'\', "minutes_id" BIGINT REFERENCES "contribution" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "created_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX workshops_meeting_activity ON workshops_meeting (activity, starts_at)',
    'CREATE TABLE "workshops_registration" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "meeting" BIGINT NOT NULL REFERENCES "workshops_meeting" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "person" BIGINT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "how" VARCHAR(12) NOT NULL DEFAULT \'\', "state" VARCHAR(12) NOT NULL DEFAULT \'\', "queued_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "needs" TEXT NOT NULL DEFAULT \'\', "answers" JSONB NOT NULL DEFAULT \'{}\', "form_version" BIGINT DEFAULT null, "reminded_at" TIMESTAMPTZ DEFAULT null, "came_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE UNIQUE INDEX workshops_registration_one ON workshops_registration (meeting, person)',
    'CREATE INDEX workshops_registration_queue ON workshops_registration (meeting, how, state, queued_at)',
    'CREATE INDEX workshops_registration_person ON workshops_registration (person)',
    'CREATE TABLE "workshops_step" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "meeting" BIGINT NOT NULL REFERENCES "workshops_meeting" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "position" INTEGER NOT NULL DEFAULT 0, "kind" VARCHAR(12) NOT NULL DEFAULT \'\', "titles" JSONB NOT NULL DEFAULT \'{}\', "texts" JSONB NOT NULL DEFAULT \'{}\', "options" JSONB NOT NULL DEFAULT \'{}\', "many" BOOLEAN NOT NULL DEFAULT false, "grouping" VARCHAR(10) NOT NULL DEFAULT \'random\', "groups" INTEGER NOT NULL DEFAULT 4, "minutes" INTEGER NOT NULL DEFAULT 0, "shown" BOOLEAN NOT NULL DEFAULT false, "taking" BOOLEAN NOT NULL DEFAULT true, "begun_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE INDEX workshops_step_meeting ON workshops_step (meeting, position, id)',
    'CREATE TABLE "workshops_answer" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "step" BIGINT NOT NULL REFERENCES "workshops_step" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "person" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "choices" JSONB NOT NULL DEFAULT \'[]\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX workshops_answer_one ON workshops_answer (step, person)',
    'CREATE TABLE "workshops_group" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "step" BIGINT NOT NULL REFERENCES "workshops_step" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "number" INTEGER NOT NULL DEFAULT 0)',
    'CREATE UNIQUE INDEX workshops_group_number ON workshops_group (step, number)',
    'CREATE TABLE "workshops_member" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "step" BIGINT NOT NULL REFERENCES "workshops_step" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "group" BIGINT NOT NULL REFERENCES "workshops_group" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "person" BIGINT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null)',
    'CREATE UNIQUE INDEX workshops_member_one ON workshops_member (step, person)',
    'CREATE INDEX workshops_member_group ON workshops_member ("group")',
    'CREATE TABLE "workshops_said" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "contribution" BIGINT UNIQUE NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "step" BIGINT NOT NULL REFERENCES "workshops_step" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "group" BIGINT REFERENCES "workshops_group" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "answered" BOOLEAN NOT NULL DEFAULT false, "once" VARCHAR(40) NOT NULL DEFAULT \'\')',
    'CREATE INDEX workshops_said_step ON workshops_said (step, contribution)',
    "CREATE UNIQUE INDEX workshops_said_once ON workshops_said (step, once) WHERE once <> ''",
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="workshops_0001_initial", app_name="workshops", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
