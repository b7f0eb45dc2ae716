"""Tables of the support desk, in the platform's schema. What concerns a place names it by its id, without a foreign key:
what was agreed and done must be readable when the place is gone. `forget_place` in `operations` takes away the rest."""

from core.db.columns import (
    JSONB,
    BigInt,
    BigSerial,
    Boolean,
    Date,
    Integer,
    SmallInt,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class HealthTable(Table, tablename="tenants_health"):
    """How a place is doing: counted each hour in the place itself, so that the desk lists all without asking them."""

    tenant = Varchar(length=20, primary_key=True)
    at = Timestamptz(default=TimestamptzNow())
    deeds = Integer(default=0)  # lines of the participation log, last 30 days
    last_deed_at = Timestamptz(null=True, default=None)
    open_activities = Integer(default=0)
    overdue = Integer(default=0)  # promises
    failed_jobs = Integer(default=0)
    mail_trouble = Integer(default=0)  # addresses that refuse mail
    paused = JSONB(default="[]")  # plugins paused now
    plugins = JSONB(default="{}")  # plugin that is on -> steps of a newer version that it has not had here
    errors = JSONB(default="{}")  # plugin -> how often it was paused, last 30 days
    trial_ends = Date(null=True, default=None)
    plan = Varchar(length=40, default="")
    unread = Boolean(default=False)  # the place could not be asked
    trouble = SmallInt(default=0)  # how much calls for somebody: what the list is sorted by

    ddl = ("CREATE INDEX tenants_health_trouble ON tenants_health (trouble DESC, tenant)",)


class PortfolioTable(Table, tablename="tenants_portfolio"):
    """Which places an expert follows."""

    id = BigSerial(primary_key=True)
    tenant = Varchar(length=20)
    expert = BigInt()
    since = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE UNIQUE INDEX tenants_portfolio_once ON tenants_portfolio (expert, tenant)",)


class NoteTable(Table, tablename="tenants_note"):
    """What experts tell one another about a place. The place does not see it, but may ask what is kept."""

    id = BigSerial(primary_key=True)
    tenant = Varchar(length=20)
    text = Text()
    writer = BigInt(null=True, default=None)
    writer_name = Varchar(length=120)
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE INDEX tenants_note_tenant ON tenants_note (tenant, at DESC)",)


class TaskTable(Table, tablename="tenants_task"):
    """Something an expert shall do for a place, by a day."""

    id = BigSerial(primary_key=True)
    tenant = Varchar(length=20)
    title = Varchar(length=200)
    due_on = Date()
    owner = BigInt(null=True, default=None)
    owner_name = Varchar(length=120, default="")
    made_at = Timestamptz(default=TimestamptzNow())
    done_at = Timestamptz(null=True, default=None)

    ddl = (
        "CREATE INDEX tenants_task_tenant ON tenants_task (tenant, due_on)",
        "CREATE INDEX tenants_task_open ON tenants_task (owner, due_on) WHERE done_at IS NULL",
    )


class AskTable(Table, tablename="tenants_entry_ask"):
    """An expert asks the administrators of a place to be let in. `state`: asked, allowed, refused."""

    id = BigSerial(primary_key=True)
    tenant = Varchar(length=20)
    expert = BigInt()
    expert_name = Varchar(length=120)
    reason = Text()
    asked_at = Timestamptz(default=TimestamptzNow())
    state = Varchar(length=10, default="asked")
    decided_at = Timestamptz(null=True, default=None)
    decided_by = Varchar(length=120, default="")

    ddl = ("CREATE INDEX tenants_entry_ask_tenant ON tenants_entry_ask (tenant, asked_at DESC)",)


class LaunchTable(Table, tablename="tenants_launch"):
    """From signing to launch."""

    tenant = Varchar(length=20, primary_key=True)
    signed_on = Date()
    launch_on = Date()
    made_at = Timestamptz(default=TimestamptzNow())


class LaunchStepTable(Table, tablename="tenants_launch_step"):
    """One step. `side`: who does it, expert or municipality. `week`: after signing."""

    id = BigSerial(primary_key=True)
    tenant = Varchar(length=20)
    key = Varchar(length=30, default="")  # of a step we know words for in every language
    title = Varchar(length=200, default="")
    side = Varchar(length=15, default="municipality")
    owner_name = Varchar(length=120, default="")
    due_on = Date()
    done_at = Timestamptz(null=True, default=None)
    done_by = Varchar(length=120, default="")

    ddl = ("CREATE INDEX tenants_launch_step_tenant ON tenants_launch_step (tenant, due_on, id)",)


class MeetingTable(Table, tablename="tenants_meeting"):
    """Advice or a check-up, agreed between an expert and a place. `edits` grows with each change, for calendars."""

    id = BigSerial(primary_key=True)
    tenant = Varchar(length=20)
    kind = Varchar(length=10, default="advice")  # advice, checkup
    title = Varchar(length=200)
    starts_at = Timestamptz()
    minutes = SmallInt(default=45)
    where = Varchar(length=300, default="")
    wish = Text(default="")  # what the place would like to talk about
    expert = BigInt(null=True, default=None)
    expert_name = Varchar(length=120, default="")
    asked_by = Varchar(length=120, default="")
    edits = Integer(default=0)
    state = Varchar(length=10, default="agreed")  # asked, agreed, cancelled

    ddl = ("CREATE INDEX tenants_meeting_tenant ON tenants_meeting (tenant, starts_at DESC)",)


class CaseTable(Table, tablename="tenants_case"):
    """A question from a place. `state`: open (we owe an answer), waiting (they do), closed."""

    id = BigSerial(primary_key=True)
    tenant = Varchar(length=20)
    subject = Varchar(length=150)
    page = Varchar(length=300, default="")
    browser = Varchar(length=200, default="")
    request_id = Varchar(length=64, default="")
    asker = BigInt()  # person in the place
    asker_name = Varchar(length=120)
    asker_email = Varchar(length=254, default="")
    asker_locale = Varchar(length=5, default="")
    urgent = Boolean(default=False)
    state = Varchar(length=10, default="open")
    owner = BigInt(null=True, default=None)
    owner_name = Varchar(length=120, default="")
    opened_at = Timestamptz(default=TimestamptzNow())
    answer_due = Timestamptz()
    answered_at = Timestamptz(null=True, default=None)  # the first time
    closed_at = Timestamptz(null=True, default=None)
    happy = SmallInt(null=True, default=None)  # 1 to 5
    happy_why = Text(default="")

    ddl = (
        "CREATE INDEX tenants_case_tenant ON tenants_case (tenant, opened_at DESC)",
        "CREATE INDEX tenants_case_open ON tenants_case (answer_due) WHERE state = 'open'",
    )


class CaseLineTable(Table, tablename="tenants_case_line"):
    """`side`: place, desk, or note (for experts only)."""

    id = BigSerial(primary_key=True)
    case_id = BigInt()
    side = Varchar(length=10)
    writer_name = Varchar(length=120)
    text = Text()
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE INDEX tenants_case_line_case ON tenants_case_line (case_id, id)",)


class ReadyAnswerTable(Table, tablename="tenants_ready_answer"):
    """An answer that experts give often."""

    id = BigSerial(primary_key=True)
    title = Varchar(length=120)
    text = Text()
    made_by = Varchar(length=120, default="")


class IncidentTable(Table, tablename="tenants_incident"):
    """A known fault, or work that is planned. `tenants` empty: all places."""

    id = BigSerial(primary_key=True)
    kind = Varchar(length=12)  # fault, work
    titles = JSONB(default="{}")
    texts = JSONB(default="{}")
    tenants = JSONB(default="[]")
    begins_at = Timestamptz(default=TimestamptzNow())
    ends_at = Timestamptz(null=True, default=None)
    made_by = Varchar(length=120, default="")

    ddl = ("CREATE INDEX tenants_incident_time ON tenants_incident (begins_at DESC)",)


class OperationTable(Table, tablename="tenants_operation"):
    """What an expert did to a place from the desk, or asked to have done at `due_at`. It is never changed but in `state`."""

    id = BigSerial(primary_key=True)
    tenant = Varchar(length=20)
    tenant_name = Varchar(length=200)
    kind = Varchar(length=20)
    details = JSONB(default="{}")
    why = Text(default="")
    expert = BigInt(null=True, default=None)
    expert_name = Varchar(length=120)
    at = Timestamptz(default=TimestamptzNow())
    due_at = Timestamptz(null=True, default=None)
    state = Varchar(length=10, default="done")  # waiting, done, failed, stopped
    result = Varchar(length=300, default="")
    file = Varchar(length=40, default="")  # key of what was made

    ddl = (
        "CREATE INDEX tenants_operation_tenant ON tenants_operation (tenant, at DESC)",
        "CREATE INDEX tenants_operation_due ON tenants_operation (due_at) WHERE state = 'waiting'",
    )


DESK_TABLES = (
    HealthTable,
    PortfolioTable,
    NoteTable,
    TaskTable,
    AskTable,
    LaunchTable,
    LaunchStepTable,
    MeetingTable,
    CaseTable,
    CaseLineTable,
    ReadyAnswerTable,
    IncidentTable,
    OperationTable,
)
