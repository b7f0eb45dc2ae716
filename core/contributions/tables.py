"""Contributions and what people do with them. Methods add tables of their own beside these, never instead.

Counts on a contribution are kept by the service in the transaction that changes them, and equal a recount of the rows.
"""

from typing import Any

from core.db.columns import (
    JSONB,
    BigInt,
    BigSerial,
    Boolean,
    DoublePrecision,
    ForeignKey,
    Integer,
    OnDelete,
    SmallInt,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)
from core.people.tables import PersonTable
from core.projects.tables import ActivityTable


class StatusTable(Table, tablename="status"):
    """Where an idea stands: received, being considered … Editable; `kind` keeps the meaning for figures."""

    id = BigSerial(primary_key=True)
    key = Varchar(length=40, unique=True)
    names = JSONB(default="{}")
    kind = Varchar(length=20, default="open")  # open, accepted, done, declined
    colour = Varchar(length=20, default="neutral")
    position = Integer(default=0)


class TopicTable(Table, tablename="topic"):
    id = BigSerial(primary_key=True)
    key = Varchar(length=60, unique=True)
    names = JSONB(default="{}")
    descriptions = JSONB(default="{}")
    icon = Varchar(length=40, default="")
    position = Integer(default=0)


class ContributionTable(Table, tablename="contribution"):
    """One piece of text by one participant in one activity.

    `state`: draft, waiting (for a moderator to look first), published, internal (for staff only),
    hidden (by a moderator), withdrawn (by the author),
    merged (into `merged_into`), removed.
    A comment's `root` is the contribution it is about; `parent` the comment it answers (two deep).
    """

    id = BigSerial(primary_key=True)
    activity = ForeignKey(ActivityTable, on_delete=OnDelete.cascade, null=False)
    kind = Varchar(length=30)
    root: ForeignKey[Any] = ForeignKey("self", on_delete=OnDelete.cascade, null=True, default=None)
    parent: ForeignKey[Any] = ForeignKey("self", on_delete=OnDelete.cascade, null=True, default=None)
    author = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    author_label = Varchar(
        length=120, default=""
    )  # of imported or typed-in contributions, where there is no account
    anonymous = Boolean(default=False)  # to the public; staff see who
    official = Boolean(default=False)  # the municipality speaks
    title = Varchar(length=200, default="")
    body = Text(default="")  # sanitised HTML
    text = Text(default="")  # the same without marks: for search, mail, sense-making
    language = Varchar(length=5, default="")
    state = Varchar(length=20, default="published")
    channel = Varchar(length=20, default="web")
    created_at = Timestamptz(default=TimestamptzNow())
    published_at = Timestamptz(null=True, default=None)
    updated_at = Timestamptz(default=TimestamptzNow())
    status = ForeignKey(StatusTable, on_delete=OnDelete.set_null, null=True, default=None)
    area = Varchar(length=60, default="")
    address = Varchar(length=200, default="")
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    answers = JSONB(default="{}")  # to the fields that staff added
    form_version = BigInt(null=True, default=None)
    files = JSONB(default="[]")  # [{"key", "name", "kind": image|document, "alt"}]
    assignee = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    merged_into: ForeignKey[Any] = ForeignKey("self", on_delete=OnDelete.set_null, null=True, default=None)
    import_id = BigInt(null=True, default=None)
    external_id = Varchar(length=120, default="")
    support_count = Integer(default=0)
    oppose_count = Integer(default=0)
    comment_count = Integer(default=0)
    version = Integer(default=1)

    ddl = (
        # Lists are read newest first, most supported, most discussed; each by key, so that page 200 costs what page 1 costs.
        "CREATE INDEX contribution_newest ON contribution (activity, kind, published_at DESC, id DESC) "
        "WHERE state = 'published'",
        "CREATE INDEX contribution_supported ON contribution (activity, kind, support_count DESC, id DESC) "
        "WHERE state = 'published'",
        "CREATE INDEX contribution_discussed ON contribution (activity, kind, comment_count DESC, id DESC) "
        "WHERE state = 'published'",
        # A random order that is stable for a visitor: begin at a point of this circle that the visitor's seed gives.
        "CREATE INDEX contribution_shuffled ON contribution (activity, kind, md5(id::text), id) "
        "WHERE state = 'published'",
        "CREATE INDEX contribution_thread ON contribution (root, created_at, id) WHERE root IS NOT NULL",
        "CREATE INDEX contribution_answers ON contribution (parent, created_at, id) WHERE parent IS NOT NULL",
        "CREATE INDEX contribution_author ON contribution (author, created_at) WHERE author IS NOT NULL",
        "CREATE INDEX contribution_merged ON contribution (merged_into) WHERE merged_into IS NOT NULL",
        "CREATE INDEX contribution_import ON contribution (import_id, external_id) WHERE import_id IS NOT NULL",
    )


class ContributionWords(Table, tablename="contribution_words"):
    """What a search looks through. A table of its own, so that counting a reaction does not write the text indexes again."""

    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, primary_key=True)
    title = Text()
    words = Text()  # title and text

    ddl = (
        "ALTER TABLE contribution_words ADD COLUMN search tsvector GENERATED ALWAYS AS "
        "(to_tsvector('pg_catalog.norwegian', words)) STORED",
        "CREATE INDEX contribution_words_search ON contribution_words USING gin (search)",
        # sykkel must find sykkelvei and bysykkel: Norwegian stemming does not split compounds, trigrams do.
        "CREATE INDEX contribution_words_trigrams ON contribution_words USING gin (words public.gin_trgm_ops)",
        # Words that are only alike are looked for in titles: comparing whole texts costs a fifth of a millisecond each.
        "CREATE INDEX contribution_words_titles ON contribution_words USING gin (title public.gin_trgm_ops)",
        "CREATE FUNCTION contribution_words_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "INSERT INTO contribution_words (contribution, title, words) "
        "VALUES (NEW.id, NEW.title, ' ' || NEW.title || ' ' || NEW.text) "
        "ON CONFLICT (contribution) DO UPDATE SET title = EXCLUDED.title, words = EXCLUDED.words; RETURN NULL; END $$",
        "CREATE TRIGGER contribution_words_insert AFTER INSERT ON contribution "
        "FOR EACH ROW WHEN (NEW.root IS NULL) EXECUTE FUNCTION contribution_words_follow()",
        "CREATE TRIGGER contribution_words_update AFTER UPDATE OF title, text ON contribution "
        "FOR EACH ROW WHEN (NEW.root IS NULL) EXECUTE FUNCTION contribution_words_follow()",
    )


class ContributionTopic(Table, tablename="contribution_topic"):
    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False)
    topic = ForeignKey(TopicTable, on_delete=OnDelete.cascade, null=False)

    ddl = (
        "CREATE UNIQUE INDEX contribution_topic_once ON contribution_topic (contribution, topic)",
        "CREATE INDEX contribution_topic_topic ON contribution_topic (topic, contribution)",
    )


class ContributionVersion(Table, tablename="contribution_version"):
    """What it said before it was changed."""

    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False)
    version = Integer()
    title = Varchar(length=200, default="")
    body = Text(default="")
    changed_at = Timestamptz(default=TimestamptzNow())
    changed_by = BigInt(null=True, default=None)


class ReactionTable(Table, tablename="reaction"):
    """Support (1) or opposition (-1); one a person and contribution, by the database itself.

    `person` is null for imported votes and for those of a former participant; `voter` then keeps them apart.
    """

    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    voter = Varchar(length=60, default="")
    value = SmallInt()
    created_at = Timestamptz(default=TimestamptzNow())

    ddl = (
        "ALTER TABLE reaction ADD CONSTRAINT reaction_value CHECK (value IN (-1, 1))",
        "CREATE UNIQUE INDEX reaction_once ON reaction (contribution, person) WHERE person IS NOT NULL",
        "CREATE INDEX reaction_contribution ON reaction (contribution, value)",
        "CREATE INDEX reaction_person ON reaction (person) WHERE person IS NOT NULL",
    )


class StatusChange(Table, tablename="status_change"):
    """A new status, perhaps with an official answer. The list of these is what the municipality answered."""

    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False)
    status = ForeignKey(StatusTable, on_delete=OnDelete.set_null, null=True, default=None)
    answer = Text(default="")  # sanitised HTML
    by = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)
    at = Timestamptz(default=TimestamptzNow())

    ddl = ("CREATE INDEX status_change_contribution ON status_change (contribution, at)",)


class FlagTable(Table, tablename="contribution_flag"):
    """Somebody, or a simple rule, says: look at this. A flag hides nothing; a moderator settles it."""

    id = BigSerial(primary_key=True)
    contribution = ForeignKey(ContributionTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.set_null, null=True, default=None)  # null: a rule
    reason = Varchar(length=20)
    text = Text(default="")
    at = Timestamptz(default=TimestamptzNow())
    settled_at = Timestamptz(null=True, default=None)

    ddl = (
        "CREATE UNIQUE INDEX contribution_flag_once ON contribution_flag (contribution, person) "
        "WHERE person IS NOT NULL AND settled_at IS NULL",
        "CREATE UNIQUE INDEX contribution_flag_rule ON contribution_flag (contribution, reason) "
        "WHERE person IS NULL AND settled_at IS NULL",
        "CREATE INDEX contribution_flag_open ON contribution_flag (at) WHERE settled_at IS NULL",
    )


class ScreeningTable(Table, tablename="screening"):
    """One row: what the simple rules look for, and whether a moderator looks before anything is published."""

    id = SmallInt(primary_key=True, default=1)
    words = JSONB(default="[]")
    flood = Integer(default=10)  # so many contributions in ten minutes by one person; 0 = do not count
    look_first = Boolean(default=False)
    version = Integer(default=1)

    ddl = (
        "ALTER TABLE screening ADD CONSTRAINT screening_one_row CHECK (id = 1)",
        "INSERT INTO screening (id) VALUES (1)",
    )


TABLES = [
    StatusTable,
    TopicTable,
    ContributionTable,
    ContributionWords,
    ContributionTopic,
    ContributionVersion,
    ReactionTable,
    StatusChange,
    FlagTable,
    ScreeningTable,
]
