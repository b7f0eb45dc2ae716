"""The tables of voting when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "voting_part" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "kind" VARCHAR(20) NOT NULL DEFAULT \'\', "names" JSONB NOT NULL DEFAULT \'{}\', "budget" BIGINT DEFAULT null, "position" INTEGER NOT NULL DEFAULT 0)',
    'CREATE INDEX voting_part_activity ON voting_part (activity, kind, position)',
    'CREATE TABLE "voting_voter" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "person" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "channel" VARCHAR(20) NOT NULL DEFAULT \'web\')',
    'CREATE UNIQUE INDEX voting_voter_once ON voting_voter (activity, person)',
    'CREATE TABLE "voting_handed_in" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "mark" VARCHAR(64) NOT NULL DEFAULT \'\')',
    'CREATE UNIQUE INDEX voting_handed_in_once ON voting_handed_in (activity, mark)',
    'CREATE TABLE "voting_count" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT UNIQUE NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "ballots" INTEGER NOT NULL DEFAULT 0, "published_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE TABLE "voting_draft" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "person" BIGINT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "choices" JSONB NOT NULL DEFAULT \'{}\', "district" BIGINT REFERENCES "voting_part" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "reminded" BOOLEAN NOT NULL DEFAULT false)',
    'CREATE UNIQUE INDEX voting_draft_once ON voting_draft (activity, person)',
    'CREATE TABLE "voting_ballot" ("receipt" VARCHAR(20) PRIMARY KEY NOT NULL DEFAULT \'\', "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "district" BIGINT REFERENCES "voting_part" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "channel" VARCHAR(20) NOT NULL DEFAULT \'web\', "choices" JSONB NOT NULL DEFAULT \'{}\')',
    'CREATE INDEX voting_ballot_activity ON voting_ballot (activity, receipt)',
    'CREATE TABLE "voting_paper" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "number" INTEGER NOT NULL DEFAULT 0, "reading" SMALLINT NOT NULL DEFAULT 0, "choices" JSONB NOT NULL DEFAULT \'{}\', "district" BIGINT REFERENCES "voting_part" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX voting_paper_once ON voting_paper (activity, number, reading)',
    'CREATE TABLE "voting_option" ("id" BIGINT PRIMARY KEY NOT NULL DEFAULT 0, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "cost" BIGINT NOT NULL DEFAULT 0, "category" BIGINT REFERENCES "voting_part" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "district" BIGINT REFERENCES "voting_part" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "source" BIGINT REFERENCES "contribution" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "feasible" VARCHAR(10) NOT NULL DEFAULT \'\', "reason" TEXT NOT NULL DEFAULT \'\', "on_ballot" BOOLEAN NOT NULL DEFAULT true, "position" INTEGER NOT NULL DEFAULT 0)',
    'ALTER TABLE voting_option ADD CONSTRAINT voting_option_is_contribution FOREIGN KEY (id) REFERENCES contribution (id) ON DELETE CASCADE',
    'CREATE INDEX voting_option_activity ON voting_option (activity, position, id)',
    'CREATE UNIQUE INDEX voting_option_source ON voting_option (activity, source) WHERE source IS NOT NULL',
    'CREATE TABLE "voting_outcome" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "counted" BIGINT NOT NULL REFERENCES "voting_count" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "part" BIGINT REFERENCES "voting_part" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "pot" VARCHAR(80) NOT NULL DEFAULT \'\', "position" INTEGER NOT NULL DEFAULT 0, "rule" VARCHAR(40) NOT NULL DEFAULT \'\', "version" INTEGER NOT NULL DEFAULT 0, "parameters" JSONB NOT NULL DEFAULT \'{}\', "chosen" BOOLEAN NOT NULL DEFAULT false, "budget" BIGINT NOT NULL DEFAULT 0, "spent" BIGINT NOT NULL DEFAULT 0, "unit" BIGINT NOT NULL DEFAULT 0, "voters" INTEGER NOT NULL DEFAULT 0, "ties" JSONB NOT NULL DEFAULT \'[]\', "note" JSONB NOT NULL DEFAULT \'{}\', "digest" VARCHAR(64) NOT NULL DEFAULT \'\')',
    'CREATE INDEX voting_outcome_count ON voting_outcome (counted, position)',
    'CREATE TABLE "voting_file" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "counted" BIGINT NOT NULL REFERENCES "voting_count" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "name" VARCHAR(120) NOT NULL DEFAULT \'\', "sha256" VARCHAR(64) NOT NULL DEFAULT \'\', "content" BYTEA NOT NULL DEFAULT \'\')',
    'CREATE UNIQUE INDEX voting_file_once ON voting_file (counted, name)',
    'CREATE TABLE "voting_evaluation" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "option" BIGINT NOT NULL REFERENCES "voting_option" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "feasible" VARCHAR(10) NOT NULL DEFAULT \'\', "cost" BIGINT NOT NULL DEFAULT 0, "reason" TEXT NOT NULL DEFAULT \'\')',
    'CREATE INDEX voting_evaluation_option ON voting_evaluation (option, id DESC)',
    'CREATE TABLE "voting_override" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "activity" BIGINT NOT NULL REFERENCES "activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "option" BIGINT NOT NULL REFERENCES "voting_option" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "funded" BOOLEAN NOT NULL DEFAULT false, "reason" TEXT NOT NULL DEFAULT \'\', "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX voting_override_once ON voting_override (activity, option)',
    'CREATE TABLE "voting_decision" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "outcome" BIGINT NOT NULL REFERENCES "voting_outcome" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "option" BIGINT NOT NULL REFERENCES "voting_option" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "cost" BIGINT NOT NULL DEFAULT 0, "funded" BOOLEAN NOT NULL DEFAULT false, "why" VARCHAR(20) NOT NULL DEFAULT \'\', "turn" INTEGER NOT NULL DEFAULT 0, "supporters" INTEGER NOT NULL DEFAULT 0, "score" BIGINT NOT NULL DEFAULT 0, "left_before" BIGINT NOT NULL DEFAULT 0, "missing" BIGINT NOT NULL DEFAULT 0, "payers" INTEGER NOT NULL DEFAULT 0, "price" TEXT NOT NULL DEFAULT \'\')',
    'CREATE UNIQUE INDEX voting_decision_once ON voting_decision (outcome, option)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="voting_0001_initial", app_name="voting", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
