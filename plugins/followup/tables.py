"""What came of it (outcomes, and what they answer), what was promised, and how the work goes on."""

from core.sdk.tables import (
    BigInt,
    BigSerial,
    ContributionTable,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    PersonTable,
    ProjectTable,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class OutcomeTable(Table, tablename="followup_outcome"):
    """`kind`: `words.Kind`. `state`: draft, published, withdrawn. `body` is safe HTML. `url`: where the case can be read."""

    id = BigSerial(primary_key=True)
    project = ForeignKey(ProjectTable, on_delete=OnDelete.cascade, null=False)
    kind = Varchar(length=10)
    title = Varchar(length=150)
    body = Text(default="")
    decided_on = Date(null=True, default=None)
    url = Varchar(length=500, default="")
    state = Varchar(length=10, default="draft")
    created_by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    published_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    ddl = ("CREATE INDEX followup_outcome_project ON followup_outcome (project, published_at DESC, id DESC)",)


class ChangeTable(Table, tablename="followup_change"):
    """What a published outcome said before, and what staff say has changed. Those it concerns were told."""

    id = BigSerial(primary_key=True)
    outcome = ForeignKey(OutcomeTable, on_delete=OnDelete.cascade, null=False)
    kind = Varchar(length=10)
    title = Varchar(length=150)
    body = Text(default="")
    note = Varchar(length=300, default="")
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE INDEX followup_change_outcome ON followup_change (outcome, at, id)",)


class LinkTable(Table, tablename="followup_link"):
    """What an outcome answers: a contribution, all of a topic in the project, or what `reference` names elsewhere."""

    id = BigSerial(primary_key=True)
    outcome = ForeignKey(OutcomeTable, on_delete=OnDelete.cascade, null=False)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=True, default=None)
    topic = BigInt(null=True, default=None)
    reference = Varchar(length=80, default="")  # of a recommendation or a block: "insights.recommendation.7"
    label = Varchar(length=200, default="")
    through = Varchar(
        length=80, default=""
    )  # the reference of the recommendation that a contribution stands behind

    ddl = (
        "ALTER TABLE followup_link ADD CONSTRAINT followup_link_topic_there FOREIGN KEY (topic) "
        "REFERENCES topic (id) ON DELETE CASCADE",
        "ALTER TABLE followup_link ADD CONSTRAINT followup_link_one_end CHECK "
        "((contribution IS NOT NULL)::int + (topic IS NOT NULL)::int + (reference <> '')::int = 1)",
        "CREATE UNIQUE INDEX followup_link_once ON followup_link "
        "(outcome, coalesce(contribution, 0), coalesce(topic, 0), reference)",
        "CREATE INDEX followup_link_contribution ON followup_link (contribution) WHERE contribution IS NOT NULL",
        "CREATE INDEX followup_link_topic ON followup_link (topic) WHERE topic IS NOT NULL",
    )


class FrameTable(Table, tablename="followup_frame"):
    """What people can influence in a project: said at its start. Beside the host's own words of promise, not instead."""

    project = ForeignKey(ProjectTable, on_delete=OnDelete.cascade, primary_key=True)
    can_change = Text(default="")
    cannot_change = Text(default="")
    decides = Text(default="")
    how = Text(default="")
    version = Integer(default=1)


class PromiseTable(Table, tablename="followup_promise"):
    """`state`: `words.Promised`. Overdue is not a state: it is open, and the day has passed.

    `reminded`: how many of the steps of reminding are done.
    """

    id = BigSerial(primary_key=True)
    project = ForeignKey(ProjectTable, on_delete=OnDelete.cascade, null=False)
    text = Varchar(length=300)
    due_on = Date()
    responsible = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    state = Varchar(length=10, default="open")
    settled_at = Timestamptz(null=True, default=None)
    reminded = Integer(default=0)
    created_at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "CREATE INDEX followup_promise_project ON followup_promise (project, due_on, id)",
        "CREATE INDEX followup_promise_open ON followup_promise (due_on) WHERE state = 'open'",
    )


class PromiseChangeTable(Table, tablename="followup_promise_change"):
    """`deed`: postponed (from `was_due` to `due_on`), kept, broken, reopened. All of it is shown."""

    id = BigSerial(primary_key=True)
    promise = ForeignKey(PromiseTable, on_delete=OnDelete.cascade, null=False)
    deed = Varchar(length=10)
    was_due = Date()
    due_on = Date()
    reason = Varchar(length=600, default="")
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE INDEX followup_promise_change_promise ON followup_promise_change (promise, at, id)",)


class StepTable(Table, tablename="followup_step"):
    """A milestone of the work that follows. `state`: `words.Step`. `alt` says what the picture shows."""

    id = BigSerial(primary_key=True)
    project = ForeignKey(ProjectTable, on_delete=OnDelete.cascade, null=False)
    outcome = ForeignKey(OutcomeTable, on_delete=OnDelete.set_null, null=True, default=None)
    title = Varchar(length=150)
    text = Text(default="")
    due_on = Date(null=True, default=None)
    done_on = Date(null=True, default=None)
    state = Varchar(length=10, default="planned")
    picture = Varchar(length=40, default="")
    alt = Varchar(length=300, default="")
    version = Integer(default=1)
    updated_at = Timestamptz(default=TimestamptzNow())
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)

    ddl = ("CREATE INDEX followup_step_project ON followup_step (project, due_on, id)",)


TABLES = (OutcomeTable, ChangeTable, LinkTable, FrameTable, PromiseTable, PromiseChangeTable, StepTable)
