"""The tables of tenants when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute

STATEMENTS = (
    'CREATE TABLE "tenants_sign_up" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "token_hash" BYTEA UNIQUE NOT NULL DEFAULT \'\', "created_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "organisation" JSONB NOT NULL DEFAULT \'{}\', "name" VARCHAR(120) NOT NULL DEFAULT \'\', "email" VARCHAR(254) NOT NULL DEFAULT \'\', "locale" VARCHAR(5) NOT NULL DEFAULT \'\', "code_id" BIGINT NOT NULL DEFAULT 0, "proven_at" TIMESTAMPTZ DEFAULT null, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "address" VARCHAR(253) NOT NULL DEFAULT \'\', "finished_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE INDEX tenants_sign_up_email ON tenants_sign_up (lower(email))',
    'CREATE INDEX tenants_sign_up_created ON tenants_sign_up (created_at)',
    'CREATE TABLE "tenants_register_domain" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "domain" VARCHAR(253) NOT NULL DEFAULT \'\', "organisation" VARCHAR(40) NOT NULL DEFAULT \'\', "added_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "added_by" VARCHAR(254) NOT NULL DEFAULT \'\')',
    'CREATE UNIQUE INDEX tenants_register_domain_once ON tenants_register_domain (domain, organisation)',
    'CREATE TABLE "tenants_decision" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "tenant_name" VARCHAR(200) NOT NULL DEFAULT \'\', "decision" VARCHAR(20) NOT NULL DEFAULT \'\', "note" TEXT NOT NULL DEFAULT \'\', "by" VARCHAR(254) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX tenants_decision_tenant ON tenants_decision (tenant, at)',
    'CREATE TABLE "tenants_health" ("tenant" VARCHAR(20) PRIMARY KEY NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "deeds" INTEGER NOT NULL DEFAULT 0, "last_deed_at" TIMESTAMPTZ DEFAULT null, "open_activities" INTEGER NOT NULL DEFAULT 0, "overdue" INTEGER NOT NULL DEFAULT 0, "failed_jobs" INTEGER NOT NULL DEFAULT 0, "mail_trouble" INTEGER NOT NULL DEFAULT 0, "paused" JSONB NOT NULL DEFAULT \'[]\', "plugins" JSONB NOT NULL DEFAULT \'{}\', "errors" JSONB NOT NULL DEFAULT \'{}\', "trial_ends" DATE DEFAULT null, "plan" VARCHAR(40) NOT NULL DEFAULT \'\', "unread" BOOLEAN NOT NULL DEFAULT false, "trouble" SMALLINT NOT NULL DEFAULT 0)',
    'CREATE INDEX tenants_health_trouble ON tenants_health (trouble DESC, tenant)',
    'CREATE TABLE "tenants_portfolio" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "expert" BIGINT NOT NULL DEFAULT 0, "since" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX tenants_portfolio_once ON tenants_portfolio (expert, tenant)',
    'CREATE TABLE "tenants_note" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "text" TEXT NOT NULL DEFAULT \'\', "writer" BIGINT DEFAULT null, "writer_name" VARCHAR(120) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX tenants_note_tenant ON tenants_note (tenant, at DESC)',
    'CREATE TABLE "tenants_task" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "title" VARCHAR(200) NOT NULL DEFAULT \'\', "due_on" DATE NOT NULL DEFAULT CURRENT_DATE, "owner" BIGINT DEFAULT null, "owner_name" VARCHAR(120) NOT NULL DEFAULT \'\', "made_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "done_at" TIMESTAMPTZ DEFAULT null)',
    'CREATE INDEX tenants_task_tenant ON tenants_task (tenant, due_on)',
    'CREATE INDEX tenants_task_open ON tenants_task (owner, due_on) WHERE done_at IS NULL',
    'CREATE TABLE "tenants_entry_ask" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "expert" BIGINT NOT NULL DEFAULT 0, "expert_name" VARCHAR(120) NOT NULL DEFAULT \'\', "reason" TEXT NOT NULL DEFAULT \'\', "asked_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "state" VARCHAR(10) NOT NULL DEFAULT \'asked\', "decided_at" TIMESTAMPTZ DEFAULT null, "decided_by" VARCHAR(120) NOT NULL DEFAULT \'\')',
    'CREATE INDEX tenants_entry_ask_tenant ON tenants_entry_ask (tenant, asked_at DESC)',
    'CREATE TABLE "tenants_launch" ("tenant" VARCHAR(20) PRIMARY KEY NOT NULL DEFAULT \'\', "signed_on" DATE NOT NULL DEFAULT CURRENT_DATE, "launch_on" DATE NOT NULL DEFAULT CURRENT_DATE, "made_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE TABLE "tenants_launch_step" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "key" VARCHAR(30) NOT NULL DEFAULT \'\', "title" VARCHAR(200) NOT NULL DEFAULT \'\', "side" VARCHAR(15) NOT NULL DEFAULT \'municipality\', "owner_name" VARCHAR(120) NOT NULL DEFAULT \'\', "due_on" DATE NOT NULL DEFAULT CURRENT_DATE, "done_at" TIMESTAMPTZ DEFAULT null, "done_by" VARCHAR(120) NOT NULL DEFAULT \'\')',
    'CREATE INDEX tenants_launch_step_tenant ON tenants_launch_step (tenant, due_on, id)',
    'CREATE TABLE "tenants_meeting" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "kind" VARCHAR(10) NOT NULL DEFAULT \'advice\', "title" VARCHAR(200) NOT NULL DEFAULT \'\', "starts_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "minutes" SMALLINT NOT NULL DEFAULT 45, "where" VARCHAR(300) NOT NULL DEFAULT \'\', "wish" TEXT NOT NULL DEFAULT \'\', "expert" BIGINT DEFAULT null, "expert_name" VARCHAR(120) NOT NULL DEFAULT \'\', "asked_by" VARCHAR(120) NOT NULL DEFAULT \'\', "edits" INTEGER NOT NULL DEFAULT 0, "state" VARCHAR(10) NOT NULL DEFAULT \'agreed\')',
    'CREATE INDEX tenants_meeting_tenant ON tenants_meeting (tenant, starts_at DESC)',
    'CREATE TABLE "tenants_case" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "subject" VARCHAR(150) NOT NULL DEFAULT \'\', "page" VARCHAR(300) NOT NULL DEFAULT \'\', "browser" VARCHAR(200) NOT NULL DEFAULT \'\', "request_id" VARCHAR(64) NOT NULL DEFAULT \'\', "asker" BIGINT NOT NULL DEFAULT 0, "asker_name" VARCHAR(120) NOT NULL DEFAULT \'\', "asker_email" VARCHAR(254) NOT NULL DEFAULT \'\', "asker_locale" VARCHAR(5) NOT NULL DEFAULT \'\', "urgent" BOOLEAN NOT NULL DEFAULT false, "state" VARCHAR(10) NOT NULL DEFAULT \'open\', "owner" BIGINT DEFAULT null, "owner_name" VARCHAR(120) NOT NULL DEFAULT \'\', "opened_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "answer_due" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "answered_at" TIMESTAMPTZ DEFAULT null, "closed_at" TIMESTAMPTZ DEFAULT null, "happy" SMALLINT DEFAULT null, "happy_why" TEXT NOT NULL DEFAULT \'\')',
    'CREATE INDEX tenants_case_tenant ON tenants_case (tenant, opened_at DESC)',
    "CREATE INDEX tenants_case_open ON tenants_case (answer_due) WHERE state = 'open'",
    'CREATE TABLE "tenants_case_line" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "case_id" BIGINT NOT NULL DEFAULT 0, "side" VARCHAR(10) NOT NULL DEFAULT \'\', "writer_name" VARCHAR(120) NOT NULL DEFAULT \'\', "text" TEXT NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE INDEX tenants_case_line_case ON tenants_case_line (case_id, id)',
    'CREATE TABLE "tenants_ready_answer" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "title" VARCHAR(120) NOT NULL DEFAULT \'\', "text" TEXT NOT NULL DEFAULT \'\', "made_by" VARCHAR(120) NOT NULL DEFAULT \'\')',
    'CREATE TABLE "tenants_incident" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "kind" VARCHAR(12) NOT NULL DEFAULT \'\', "titles" JSONB NOT NULL DEFAULT \'{}\', "texts" JSONB NOT NULL DEFAULT \'{}\', "tenants" JSONB NOT NULL DEFAULT \'[]\', "begins_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "ends_at" TIMESTAMPTZ DEFAULT null, "made_by" VARCHAR(120) NOT NULL DEFAULT \'\')',
    'CREATE INDEX tenants_incident_time ON tenants_incident (begins_at DESC)',
    'CREATE TABLE "tenants_operation" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "tenant_name" VARCHAR(200) NOT NULL DEFAULT \'\', "kind" VARCHAR(20) NOT NULL DEFAULT \'\', "details" JSONB NOT NULL DEFAULT \'{}\', "why" TEXT NOT NULL DEFAULT \'\', "expert" BIGINT DEFAULT null, "expert_name" VARCHAR(120) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "due_at" TIMESTAMPTZ DEFAULT null, "state" VARCHAR(10) NOT NULL DEFAULT \'done\', "result" VARCHAR(300) NOT NULL DEFAULT \'\', "file" VARCHAR(40) NOT NULL DEFAULT \'\')',
    'CREATE INDEX tenants_operation_tenant ON tenants_operation (tenant, at DESC)',
    "CREATE INDEX tenants_operation_due ON tenants_operation (due_at) WHERE state = 'waiting'",
    'CREATE TABLE "tenants_subscription_change" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "by" VARCHAR(254) NOT NULL DEFAULT \'\', "what" VARCHAR(40) NOT NULL DEFAULT \'\', "details" JSONB NOT NULL DEFAULT \'{}\')',
    'CREATE INDEX tenants_subscription_change_tenant ON tenants_subscription_change (tenant, id)',
    'CREATE TABLE "tenants_invoice" ("number" BIGINT PRIMARY KEY NOT NULL DEFAULT 0, "tenant" VARCHAR(20) NOT NULL DEFAULT \'\', "kind" VARCHAR(10) NOT NULL DEFAULT \'\', "credits" BIGINT DEFAULT null, "issued_on" DATE NOT NULL DEFAULT CURRENT_DATE, "due_on" DATE NOT NULL DEFAULT CURRENT_DATE, "currency" VARCHAR(3) NOT NULL DEFAULT \'\', "net" BIGINT NOT NULL DEFAULT 0, "vat" BIGINT NOT NULL DEFAULT 0, "total" BIGINT NOT NULL DEFAULT 0, "document" JSONB NOT NULL DEFAULT \'{}\')',
    'CREATE INDEX tenants_invoice_tenant ON tenants_invoice (tenant, number)',
    'CREATE UNIQUE INDEX tenants_invoice_credited ON tenants_invoice (credits)',
    'ALTER TABLE tenants_invoice ADD CONSTRAINT tenants_invoice_adds_up CHECK (net + vat = total)',
    "CREATE FUNCTION tenants_invoice_refuse_change() RETURNS trigger LANGUAGE plpgsql AS\n        $$ BEGIN RAISE EXCEPTION 'an invoice is never changed: write a credit note'; END $$",
    'CREATE TRIGGER tenants_invoice_fixed BEFORE UPDATE OR DELETE ON tenants_invoice\n        FOR EACH ROW EXECUTE FUNCTION tenants_invoice_refuse_change()',
    'CREATE TABLE "tenants_counter" ("name" VARCHAR(20) PRIMARY KEY NOT NULL DEFAULT \'\', "last" BIGINT NOT NULL DEFAULT 0)',
    "INSERT INTO tenants_counter (name, last) VALUES ('invoice', 100000)",
    'CREATE TABLE "tenants_stripe_event" ("id" VARCHAR(80) PRIMARY KEY NOT NULL DEFAULT \'\', "kind" VARCHAR(80) NOT NULL DEFAULT \'\', "made_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "received_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "payload" JSONB NOT NULL DEFAULT \'{}\', "live" BOOLEAN NOT NULL DEFAULT false, "done_at" TIMESTAMPTZ DEFAULT null, "outcome" VARCHAR(20) NOT NULL DEFAULT \'\', "tenant" VARCHAR(20) NOT NULL DEFAULT \'\')',
    'CREATE INDEX tenants_stripe_event_open ON tenants_stripe_event (received_at) WHERE done_at IS NULL',
    'CREATE TABLE "tenants_subscription" ("tenant" VARCHAR(20) PRIMARY KEY NOT NULL REFERENCES "tenant" ("id") ON DELETE CASCADE ON UPDATE CASCADE DEFAULT null, "state" VARCHAR(20) NOT NULL DEFAULT \'trial\', "plan" VARCHAR(40) NOT NULL DEFAULT \'\', "period" VARCHAR(10) NOT NULL DEFAULT \'year\', "currency" VARCHAR(3) NOT NULL DEFAULT \'NOK\', "payment" VARCHAR(20) NOT NULL DEFAULT \'\', "inhabitants" BIGINT NOT NULL DEFAULT 0, "ends_at" TIMESTAMPTZ DEFAULT null, "period_start" DATE DEFAULT null, "period_end" DATE DEFAULT null, "next_plan" VARCHAR(40) NOT NULL DEFAULT \'\', "next_period" VARCHAR(10) NOT NULL DEFAULT \'\', "stripe_customer" VARCHAR(80) DEFAULT null, "stripe_subscription" VARCHAR(80) DEFAULT null, "billing" JSONB NOT NULL DEFAULT \'{}\', "told" JSONB NOT NULL DEFAULT \'{}\', "version" BIGINT NOT NULL DEFAULT 0, "changed_at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp)',
    'CREATE UNIQUE INDEX tenants_subscription_customer ON tenants_subscription (stripe_customer)',
    'CREATE INDEX tenants_subscription_ends ON tenants_subscription (ends_at)',
    'CREATE TABLE "tenants_invoice_event" ("id" BIGSERIAL PRIMARY KEY NOT NULL, "number" BIGINT NOT NULL REFERENCES "tenants_invoice" ("number") ON DELETE RESTRICT ON UPDATE CASCADE DEFAULT null, "what" VARCHAR(20) NOT NULL DEFAULT \'\', "at" TIMESTAMPTZ NOT NULL DEFAULT current_timestamp, "by" VARCHAR(254) NOT NULL DEFAULT \'\', "note" VARCHAR(400) NOT NULL DEFAULT \'\')',
    'CREATE INDEX tenants_invoice_event_number ON tenants_invoice_event (number, id)',
)


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="tenants_0001_initial", app_name="tenants", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
