"""The tables of proposals when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "proposals_case" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "contribution" BIGINT UNIQUE NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "stage" VARCHAR(20) NOT NULL DEFAULT \'draft\', "join_key" VARCHAR(43) NOT NULL DEFAULT \'\', "handler" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "rule" JSONB NOT NULL DEFAULT \'{}\', "threshold" INTEGER NOT NULL DEFAULT 0, "signatures" INTEGER NOT NULL DEFAULT 0, "received_at" TIMESTAMPTZ DEFAULT null, "check_due" DATE DEFAULT null, "started_at" TIMESTAMPTZ DEFAULT null, "collect_until" TIMESTAMPTZ DEFAULT null, "reached_at" TIMESTAMPTZ DEFAULT null, "council_due" DATE DEFAULT null, "clock_note" TEXT NOT NULL DEFAULT \'\', "sent_at" TIMESTAMPTZ DEFAULT null, "sent_with" INTEGER NOT NULL DEFAULT 0, "case_number" VARCHAR(60) NOT NULL DEFAULT \'\', "case_url" VARCHAR(500) NOT NULL DEFAULT \'\', "decided_on" DATE DEFAULT null, "outcome" VARCHAR(20) NOT NULL DEFAULT \'\', "reminded" VARCHAR(40) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX proposals_case_stage ON proposals_case (stage, council_due)',
    'CREATE UNIQUE INDEX proposals_case_join ON proposals_case (join_key)',
    'CREATE TABLE "proposals_step" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "proposal" BIGINT NOT NULL REFERENCES "proposals_case" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "was" VARCHAR(20) NOT NULL DEFAULT \'\', "stage" VARCHAR(20) NOT NULL DEFAULT \'\', "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "reason" TEXT NOT NULL DEFAULT \'\')',
    'CREATE INDEX proposals_step_of ON proposals_step (proposal, id)',
    'CREATE TABLE "proposals_proposer" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "proposal" BIGINT NOT NULL REFERENCES "proposals_case" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "person" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX proposals_proposer_once ON proposals_proposer (proposal, person)',
    'CREATE INDEX proposals_proposer_person ON proposals_proposer (person)',
    'CREATE TABLE "proposals_batch" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "proposal" BIGINT NOT NULL REFERENCES "proposals_case" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "by" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "note" VARCHAR(200) NOT NULL DEFAULT \'\', "counted" INTEGER NOT NULL DEFAULT 0, "left_out" INTEGER NOT NULL DEFAULT 0)',
    'CREATE INDEX proposals_batch_of ON proposals_batch (proposal, id)',
    'CREATE TABLE "proposals_update" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "proposal" BIGINT NOT NULL REFERENCES "proposals_case" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "contribution" BIGINT UNIQUE NOT NULL REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "sent_to" INTEGER NOT NULL DEFAULT 0, "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX proposals_update_of ON proposals_update (proposal, id)',
    'CREATE TABLE "proposals_signature" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "proposal" BIGINT NOT NULL REFERENCES "proposals_case" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "person" BIGINT REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFAULT null, "channel" VARCHAR(20) NOT NULL DEFAULT \'web\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "shown" BOOLEAN NOT NULL DEFAULT false, "name" VARCHAR(120) NOT NULL DEFAULT \'\', "address" VARCHAR(200) NOT NULL DEFAULT \'\', "postcode" VARCHAR(10) NOT NULL DEFAULT \'\', "name_key" VARCHAR(120) NOT NULL DEFAULT \'\', "place_key" VARCHAR(220) NOT NULL DEFAULT \'\', "batch" BIGINT REFERENCES "proposals_batch" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "struck_at" TIMESTAMPTZ DEFAULT null, "struck_why" VARCHAR(200) NOT NULL DEFAULT \'\')',
    'CREATE UNIQUE INDEX proposals_signature_once ON proposals_signature (proposal, person) WHERE person IS NOT NULL',
    "CREATE UNIQUE INDEX proposals_signature_paper ON proposals_signature (proposal, name_key, place_key) WHERE name_key <> '' AND struck_at IS NULL",
    'CREATE INDEX proposals_signature_person ON proposals_signature (person)',
    'CREATE INDEX proposals_signature_shown ON proposals_signature (proposal, at) WHERE shown',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="proposals_0001_initial", app_name="proposals", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
