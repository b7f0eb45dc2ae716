"""The tables of deliberation when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "deliberation_voter" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "who" BYTEA NOT NULL DEFAULT \'\', "opinion" SMALLINT DEFAULT null, "x" DOUBLE PRECISION NOT NULL DEFAULT 0.0, "y" DOUBLE PRECISION NOT NULL DEFAULT 0.0, "import_id" BIGINT DEFAULT null)',
    'CREATE UNIQUE INDEX deliberation_voter_once ON deliberation_voter (activity, who)',
    'CREATE TABLE "deliberation_result" ("activity" BIGINT PRIMARY KEY REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "asked_at" TIMESTAMPTZ DEFAULT null, "made_at" TIMESTAMPTZ DEFAULT null, "seconds" DOUBLE PRECISION NOT NULL DEFAULT 0.0, "told" JSONB NOT NULL DEFAULT \'{}\', "kept" JSONB NOT NULL DEFAULT \'{}\')',
    'CREATE TABLE "deliberation_option" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "position" INTEGER NOT NULL DEFAULT 0, "names" JSONB NOT NULL DEFAULT \'{}\', "descriptions" JSONB NOT NULL DEFAULT \'{}\', "facts" JSONB NOT NULL DEFAULT \'{}\', "scores" JSONB NOT NULL DEFAULT \'{}\', "version" INTEGER NOT NULL DEFAULT 1)',
    'CREATE INDEX deliberation_option_activity ON deliberation_option (activity, position)',
    'CREATE TABLE "deliberation_criterion" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "position" INTEGER NOT NULL DEFAULT 0, "names" JSONB NOT NULL DEFAULT \'{}\')',
    'CREATE INDEX deliberation_criterion_activity ON deliberation_criterion (activity, position)',
    'CREATE TABLE "deliberation_statement" ("contribution" BIGINT PRIMARY KEY REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "seed" BOOLEAN NOT NULL DEFAULT false, "seen" INTEGER NOT NULL DEFAULT 0, "agree" INTEGER NOT NULL DEFAULT 0, "disagree" INTEGER NOT NULL DEFAULT 0, "reach" DOUBLE PRECISION NOT NULL DEFAULT 1.0)',
    'CREATE INDEX deliberation_statement_activity ON deliberation_statement (activity)',
    'CREATE TABLE "deliberation_outcome" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "contribution" BIGINT REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "title" VARCHAR(200) NOT NULL DEFAULT \'\', "body" VARCHAR(20000) NOT NULL DEFAULT \'\', "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "changed_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "version" INTEGER NOT NULL DEFAULT 1)',
    'CREATE UNIQUE INDEX deliberation_outcome_once ON deliberation_outcome (activity)',
    'CREATE TABLE "deliberation_vote" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "voter" BIGINT NOT NULL REFERENCES "deliberation_voter" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "statement" BIGINT NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "value" SMALLINT NOT NULL DEFAULT 0, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX deliberation_vote_once ON deliberation_vote (voter, statement)',
    'CREATE INDEX deliberation_vote_statement ON deliberation_vote (statement)',
    'ALTER TABLE deliberation_vote ADD CONSTRAINT deliberation_vote_value CHECK (value IN (-1, 0, 1))',
    'CREATE TABLE "deliberation_argument" ("contribution" BIGINT PRIMARY KEY REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "option" BIGINT NOT NULL REFERENCES "deliberation_option" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "side" SMALLINT NOT NULL DEFAULT 0)',
    'CREATE INDEX deliberation_argument_option ON deliberation_argument (option, side)',
    'ALTER TABLE deliberation_argument ADD CONSTRAINT deliberation_argument_side CHECK (side IN (-1, 1))',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="deliberation_0001_initial", app_name="deliberation", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
