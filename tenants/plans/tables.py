"""Tables of plans and payment, in the platform's schema. No place can read them: its pages ask through `tenants.plans`."""

from core.db.columns import (
    JSONB,
    BigInt,
    BigSerial,
    Boolean,
    Date,
    ForeignKey,
    OnDelete,
    Table,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)
from core.tenancy.platform_tables import TenantTable


class SubscriptionTable(Table, tablename="tenants_subscription"):
    """What a place has. No row = on trial since it was made. `ends_at`: what it has ends then; empty = goes on."""

    tenant = ForeignKey(TenantTable, on_delete=OnDelete.cascade, null=False, primary_key=True)
    state = Varchar(length=20, default="trial")  # trial, active, past_due (a card is refused), ended
    plan = Varchar(length=40, default="")
    period = Varchar(length=10, default="year")
    currency = Varchar(length=3, default="NOK")
    payment = Varchar(length=20, default="")  # invoice, card, mail (Stripe's invoice by e-mail)
    inhabitants = BigInt(default=0)  # that the price was made with
    ends_at = Timestamptz(null=True, default=None)
    period_start = Date(null=True, default=None)
    period_end = Date(null=True, default=None)  # the first day that is not paid for
    next_plan = Varchar(length=40, default="")  # from period_end on; empty = the same
    next_period = Varchar(length=10, default="")
    stripe_customer = Varchar(length=80, null=True, default=None)
    stripe_subscription = Varchar(length=80, null=True, default=None)
    billing = JSONB(default="{}")  # see tenants.plans.billing
    told = JSONB(default="{}")  # which mails about the end have gone, and when
    version = BigInt(default=0)
    changed_at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE UNIQUE INDEX tenants_subscription_customer ON tenants_subscription (stripe_customer)",
        "CREATE INDEX tenants_subscription_ends ON tenants_subscription (ends_at)",
    )


class SubscriptionChange(Table, tablename="tenants_subscription_change"):
    """What was changed, by whom. Stays when the place is gone, so it names no foreign key."""

    id = BigSerial(primary_key=True)
    tenant = Varchar(length=20)
    at = Timestamptz(default=TimestamptzNow())
    by = Varchar(length=254)
    what = Varchar(length=40)
    details = JSONB(default="{}")

    ddl = ("CREATE INDEX tenants_subscription_change_tenant ON tenants_subscription_change (tenant, id)",)


class InvoiceTable(Table, tablename="tenants_invoice"):
    """An invoice or a credit note as it was issued. The database itself refuses to change it."""

    number = BigInt(primary_key=True)
    tenant = Varchar(length=20)
    kind = Varchar(length=10)  # invoice, credit
    credits = BigInt(null=True, default=None)  # the invoice that a credit note takes back
    issued_on = Date()
    due_on = Date()
    currency = Varchar(length=3)
    net = BigInt()
    vat = BigInt()
    total = BigInt()
    document = JSONB()  # tenants.plans.invoices.model.Invoice

    ddl = (
        "CREATE INDEX tenants_invoice_tenant ON tenants_invoice (tenant, number)",
        "CREATE UNIQUE INDEX tenants_invoice_credited ON tenants_invoice (credits)",
        "ALTER TABLE tenants_invoice ADD CONSTRAINT tenants_invoice_adds_up CHECK (net + vat = total)",
        """CREATE FUNCTION tenants_invoice_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'an invoice is never changed: write a credit note'; END $$""",
        """CREATE TRIGGER tenants_invoice_fixed BEFORE UPDATE OR DELETE ON tenants_invoice
        FOR EACH ROW EXECUTE FUNCTION tenants_invoice_refuse_change()""",
    )


class InvoiceEvent(Table, tablename="tenants_invoice_event"):
    """What became of an invoice: sent (how), paid, reminded."""

    id = BigSerial(primary_key=True)
    number = ForeignKey(InvoiceTable, on_delete=OnDelete.restrict, null=False)
    what = Varchar(length=20)
    at = Timestamptz(default=TimestamptzNow())
    by = Varchar(length=254, default="")
    note = Varchar(length=400, default="")

    ddl = ("CREATE INDEX tenants_invoice_event_number ON tenants_invoice_event (number, id)",)


class Counter(Table, tablename="tenants_counter"):
    """Numbers without gaps: one row, raised in the transaction that uses the number."""

    name = Varchar(length=20, primary_key=True)
    last = BigInt(default=0)

    ddl = ("INSERT INTO tenants_counter (name, last) VALUES ('invoice', 100000)",)


class StripeEvent(Table, tablename="tenants_stripe_event"):
    """What Stripe told us, kept before anything is done with it. `id` is Stripe's, so that a replay finds it here."""

    id = Varchar(length=80, primary_key=True)
    kind = Varchar(length=80)
    made_at = Timestamptz()
    received_at = Timestamptz(default=TimestamptzNow())
    payload = JSONB()
    live = Boolean(default=False)
    done_at = Timestamptz(null=True, default=None)
    outcome = Varchar(length=20, default="")  # applied, ignored, unknown
    tenant = Varchar(length=20, default="")

    ddl = (
        "CREATE INDEX tenants_stripe_event_open ON tenants_stripe_event (received_at) WHERE done_at IS NULL",
    )


TABLES = (SubscriptionTable, SubscriptionChange, InvoiceTable, InvoiceEvent, Counter, StripeEvent)
