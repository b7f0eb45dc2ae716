"""The tables of followup when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "followup_outcome" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "project" BIGINT NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "kind" VARCHAR(10) NOT NULL DEFAULT \'\', "title" VARCHAR(150) NOT NULL DEFAULT \'\', "body" TEXT NOT NULL DEFAULT \'\', "decided_on" DATE DEFAULT null, "url" VARCHAR(500) NOT NULL DEFAULT \'\', "state" VARCHAR(10) NOT NULL DEFAULT \'draft\', "created_by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "created_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "published_at" TIMESTAMPTZ DEFAULT null, "version" INTEGER NOT NULL DEFAULT 1)',
    'CREATE INDEX followup_outcome_project ON followup_outcome (project, published_at DESC, id DESC)',
    'CREATE TABLE "followup_frame" ("project" BIGINT PRIMARY KEY REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "can_change" TEXT NOT NULL DEFAULT \'\', "cannot_change" TEXT NOT NULL DEFAULT \'\', "decides" TEXT NOT NULL DEFAULT \'\', "how" TEXT NOT NULL DEFAULT \'\', "version" INTEGER NOT NULL DEFAULT 1)',
    'CREATE TABLE "followup_promise" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "project" BIGINT NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "text" VARCHAR(300) NOT NULL DEFAULT \'\', "due_on" DATE NOT NULL DEFAULT CURRENT_DATE, "responsible" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "state" VARCHAR(10) NOT NULL DEFAULT \'open\', "settled_at" TIMESTAMPTZ DEFAULT null, "reminded" INTEGER NOT NULL DEFAULT 0, "created_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX followup_promise_project ON followup_promise (project, due_on, id)',
    "CREATE INDEX followup_promise_open ON followup_promise (due_on) WHERE state = 'open'",
    'CREATE TABLE "followup_change" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "outcome" BIGINT NOT NULL REFERENCES "followup_outcome" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "kind" VARCHAR(10) NOT NULL DEFAULT \'\', "title" VARCHAR(150) NOT NULL DEFAULT \'\', "body" TEXT NOT NULL DEFAULT \'\', "note" VARCHAR(300) NOT NULL DEFAULT \'\', "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX followup_change_outcome ON followup_change (outcome, at, id)',
    'CREATE TABLE "followup_step" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "project" BIGINT NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "outcome" BIGINT REFERENCES "followup_outcome" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "title" VARCHAR(150) NOT NULL DEFAULT \'\', "text" TEXT NOT NULL DEFAULT \'\', "due_on" DATE DEFAULT null, "done_on" DATE DEFAULT null, "state" VARCHAR(10) NOT NULL DEFAULT \'planned\', "picture" VARCHAR(40) NOT NULL DEFAULT \'\', "alt" VARCHAR(300) NOT NULL DEFAULT \'\', "version" INTEGER NOT NULL DEFAULT 1, "updated_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null)',
    'CREATE INDEX followup_step_project ON followup_step (project, due_on, id)',
    'CREATE TABLE "followup_promise_change" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "promise" BIGINT NOT NULL REFERENCES "followup_promise" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "deed" VARCHAR(10) NOT NULL DEFAULT \'\', "was_due" DATE NOT NULL DEFAULT CURRENT_DATE, "due_on" DATE NOT NULL DEFAULT CURRENT_DATE, "reason" VARCHAR(600) NOT NULL DEFAULT \'\', "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX followup_promise_change_promise ON followup_promise_change (promise, at, id)',
    'CREATE TABLE "followup_link" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "outcome" BIGINT NOT NULL REFERENCES "followup_outcome" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "contribution" BIGINT REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "topic" BIGINT DEFAULT null, "reference" VARCHAR(80) NOT NULL DEFAULT \'\', "label" VARCHAR(200) NOT NULL DEFAULT \'\', "through" VARCHAR(80) NOT NULL DEFAULT \'\')',
    'ALTER TABLE followup_link ADD CONSTRAINT followup_link_topic_there FOREIGN KEY (topic) REFERENCES topic (id) ON DELETE CASCADE',
    "ALTER TABLE followup_link ADD CONSTRAINT followup_link_one_end CHECK ((contribution IS NOT NULL)::int + (topic IS NOT NULL)::int + (reference <> '')::int = 1)",
    'CREATE UNIQUE INDEX followup_link_once ON followup_link (outcome, coalesce(contribution, 0), coalesce(topic, 0), reference)',
    'CREATE INDEX followup_link_contribution ON followup_link (contribution) WHERE contribution IS NOT NULL',
    'CREATE INDEX followup_link_topic ON followup_link (topic) WHERE topic IS NOT NULL',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="followup_0001_initial", app_name="followup", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
