"""Meetings, who comes, the steps of a workshop and what was answered. What people say is contributions."""

from core.sdk.tables import (
    JSONB,
    ActivityTable,
    BigInt,
    BigSerial,
    Boolean,
    ContributionTable,
    ForeignKey,
    Integer,
    OnDelete,
    PersonTable,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class MeetingTable(Table, tablename="workshops_meeting"):
    """`state`: planned, live, finished, cancelled. `kind`: in_person, online, hybrid. `version` counts what the room sees change,
    `edits` what staff change. `current` is the step that everybody sees; 0 = none yet.
    """

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    state = Varchar(length=12, default="planned")
    kind = Varchar(length=12, default="in_person")
    titles = JSONB(default="{}")
    intros = JSONB(default="{}")
    programmes = JSONB(default="{}")
    access = JSONB(default="{}")  # how to get in and take part
    starts_at = Timestamptz()
    ends_at = Timestamptz()
    closes_at = Timestamptz(null=True, default=None)  # for signing up
    venue = Varchar(length=200, default="")
    address = Varchar(length=200, default="")
    capacity = Integer(default=0)  # in the room; 0 = as many as come
    online_capacity = Integer(default=0)
    video = Varchar(length=500, default="")  # a link; empty = a room on the place's own video server
    code = Varchar(length=8)  # said or shown at the door
    current = BigInt(default=0)
    version = Integer(default=1)
    edits = Integer(default=1)
    recording = Varchar(length=500, default="")
    captioned = Boolean(default=False)
    transcript = Text(default="")
    files = JSONB(default="[]")  # presentations
    minutes = Text(default="")
    minutes_id = ForeignKey(ContributionTable, on_delete=OnDelete.set_null, null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE INDEX workshops_meeting_activity ON workshops_meeting (activity, starts_at)",)


class RegistrationTable(Table, tablename="workshops_registration"):
    """`state`: going, waiting, cancelled. `queued_at` is the place in the queue: given while the meeting's row is locked."""

    id = BigSerial(primary_key=True)
    meeting = ForeignKey(MeetingTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    how = Varchar(length=12)  # in_person, online
    state = Varchar(length=12)
    queued_at = Timestamptz()
    needs = Text(default="")  # erased when the meeting is a month old
    answers = JSONB(default="{}")
    form_version = BigInt(null=True, default=None)
    reminded_at = Timestamptz(null=True, default=None)
    came_at = Timestamptz(null=True, default=None)

    ddl = (
        "CREATE UNIQUE INDEX workshops_registration_one ON workshops_registration (meeting, person)",
        "CREATE INDEX workshops_registration_queue ON workshops_registration (meeting, how, state, queued_at)",
        "CREATE INDEX workshops_registration_person ON workshops_registration (person)",
    )


class StepTable(Table, tablename="workshops_step"):
    """`kind`: see steps.KINDS. `options`: lines in each language. `shown`: everyone sees answers. `taking`: they are taken."""

    id = BigSerial(primary_key=True)
    meeting = ForeignKey(MeetingTable, on_delete=OnDelete.cascade, null=False)
    position = Integer(default=0)
    kind = Varchar(length=12)
    titles = JSONB(default="{}")
    texts = JSONB(default="{}")
    options = JSONB(default="{}")
    many = Boolean(default=False)  # poll: several; collect: sentences, not words
    grouping = Varchar(length=10, default="random")  # random, choice, table
    groups = Integer(default=4)
    minutes = Integer(default=0)
    shown = Boolean(default=False)
    taking = Boolean(default=True)
    begun_at = Timestamptz(null=True, default=None)

    ddl = ("CREATE INDEX workshops_step_meeting ON workshops_step (meeting, position, id)",)


class AnswerTable(Table, tablename="workshops_answer"):
    """A poll's choices, or a ranking's order: numbers of options. One a person and step, by the database's own word."""

    id = BigSerial(primary_key=True)
    step = ForeignKey(StepTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    choices = JSONB(default="[]")
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE UNIQUE INDEX workshops_answer_one ON workshops_answer (step, person)",)


class GroupTable(Table, tablename="workshops_group"):
    id = BigSerial(primary_key=True)
    step = ForeignKey(StepTable, on_delete=OnDelete.cascade, null=False)
    number = Integer()

    ddl = ("CREATE UNIQUE INDEX workshops_group_number ON workshops_group (step, number)",)


class MemberTable(Table, tablename="workshops_member"):
    id = BigSerial(primary_key=True)
    step = ForeignKey(StepTable, on_delete=OnDelete.cascade, null=False)
    group = ForeignKey(GroupTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)

    ddl = (
        "CREATE UNIQUE INDEX workshops_member_one ON workshops_member (step, person)",
        'CREATE INDEX workshops_member_group ON workshops_member ("group")',
    )


class SaidTable(Table, tablename="workshops_said"):
    """Where in the workshop a contribution was said. `once`: the browser's name for this sending: sent twice, it is kept once."""

    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False, unique=True)
    step = ForeignKey(StepTable, on_delete=OnDelete.cascade, null=False)
    group = ForeignKey(GroupTable, on_delete=OnDelete.set_null, null=True, default=None)
    answered = Boolean(default=False)  # a question that was answered in the meeting
    once = Varchar(length=40, default="")

    ddl = (
        "CREATE INDEX workshops_said_step ON workshops_said (step, contribution)",
        "CREATE UNIQUE INDEX workshops_said_once ON workshops_said (step, once) WHERE once <> ''",
    )


TABLES = (
    MeetingTable,
    RegistrationTable,
    StepTable,
    AnswerTable,
    GroupTable,
    MemberTable,
    SaidTable,
)
