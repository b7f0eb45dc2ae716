"""People, how they sign in, and the groups they are in."""

from core.db.columns import (
    JSONB,
    BigInt,
    BigSerial,
    Bytea,
    ForeignKey,
    OnDelete,
    Table,
    Text,
    Timestamptz,
    TimestamptzNow,
    Varchar,
)


class PersonTable(Table, tablename="person"):
    """`closed_at` set = a former participant: name and address are gone, contributions may stay."""

    id = BigSerial(primary_key=True)
    name = Varchar(length=120, default="")
    email = Varchar(length=254, null=True, default=None)
    password_hash = Varchar(length=200, null=True, default=None)
    role = Varchar(length=20, default="participant")
    locale = Varchar(length=5, default="")
    postcode = Varchar(length=10, default="")
    verified_resident_on = Timestamptz(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    last_seen_at = Timestamptz(null=True, default=None)
    closed_at = Timestamptz(null=True, default=None)
    blocked_at = Timestamptz(null=True, default=None)
    mail_choices = JSONB(default="{}")  # what the person wants mail about
    expert_id = BigInt(
        null=True, default=None
    )  # of a visiting support expert: the person's id on the platform

    ddl = (
        "CREATE UNIQUE INDEX person_email ON person (lower(email))",
        "CREATE UNIQUE INDEX person_expert ON person (expert_id) WHERE expert_id IS NOT NULL",
        # No address, no code and no password: a support expert can come in by a visit with a reason only.
        """ALTER TABLE person ADD CONSTRAINT person_expert_has_no_key
           CHECK (expert_id IS NULL OR (email IS NULL AND password_hash IS NULL))""",
    )


class SessionTable(Table, tablename="session"):
    """Only the hash of the token is kept: who reads the database cannot sign in."""

    id = BigSerial(primary_key=True)
    token_hash = Bytea(unique=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    created_at = Timestamptz(default=TimestamptzNow())
    proved_at = Timestamptz(default=TimestamptzNow())  # when a code or a password was last given
    expires_at = Timestamptz()
    device = Varchar(length=120, default="")
    support_reason = Text(null=True, default=None)  # why a support expert is in this place
    keyed_at = Timestamptz(
        null=True, default=None
    )  # when the code of the expert's app was given: before, no desk

    ddl = ("CREATE INDEX session_person ON session (person)",)


class PersonKeyTable(Table, tablename="person_key"):
    """An authenticator app. The secret is sealed: who reads the database alone cannot make codes."""

    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, primary_key=True)
    secret = Text()
    step = BigInt(default=0)  # of the code that was used last: none counts twice
    made_at = Timestamptz(default=TimestamptzNow())


class SupportVisit(Table, tablename="support_visit"):
    """A support expert was here: who, why, how long. Stays when the session is gone, for the place to see."""

    id = BigSerial(primary_key=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    session_id = BigInt()
    reason = Text()
    ticket = Varchar(length=60, unique=True)  # each lets in once
    began_at = Timestamptz(default=TimestamptzNow())
    ends_at = Timestamptz()

    ddl = ("CREATE INDEX support_visit_latest ON support_visit (began_at DESC)",)


class SignInCode(Table, tablename="sign_in_code"):
    """A six-digit code sent by mail: five tries, fifteen minutes. A code that was used is gone."""

    id = BigSerial(primary_key=True)
    purpose = Varchar(length=30)
    email = Varchar(length=254)
    code_hash = Bytea()
    tries = BigInt(default=0)
    created_at = Timestamptz(default=TimestamptzNow())
    expires_at = Timestamptz()
    data = JSONB(default="{}")

    ddl = ("CREATE INDEX sign_in_code_expires ON sign_in_code (expires_at)",)


class GroupTable(Table, tablename="person_group"):
    id = BigSerial(primary_key=True)
    names = JSONB(default="{}")
    created_at = Timestamptz(default=TimestamptzNow())


class GroupMember(Table, tablename="person_group_member"):
    id = BigSerial(primary_key=True)
    group_id = ForeignKey(GroupTable, on_delete=OnDelete.cascade, null=False)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)

    ddl = ("CREATE UNIQUE INDEX person_group_member_once ON person_group_member (person, group_id)",)


class Invitation(Table, tablename="invitation"):
    """Someone who may register although the place is not yet open to all."""

    id = BigSerial(primary_key=True)
    email = Varchar(length=254)
    role = Varchar(length=20, default="participant")
    created_at = Timestamptz(default=TimestamptzNow())
    invited_by = BigInt(null=True, default=None)

    ddl = ("CREATE UNIQUE INDEX invitation_email ON invitation (lower(email))",)


class ProjectRole(Table, tablename="project_role"):
    """Moderator or manager of one project. `project_id` has no foreign key: people stand below projects."""

    id = BigSerial(primary_key=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    project_id = BigInt()
    role = Varchar(length=20)

    ddl = ("CREATE UNIQUE INDEX project_role_once ON project_role (person, project_id)",)


class Consent(Table, tablename="consent"):
    """What a person agreed to, to which words, and when."""

    id = BigSerial(primary_key=True)
    person = ForeignKey(PersonTable, on_delete=OnDelete.cascade, null=False)
    subject = Varchar(length=60)
    version = Varchar(length=40)
    given_at = Timestamptz(default=TimestamptzNow())
    withdrawn_at = Timestamptz(null=True, default=None)


TABLES = [
    PersonTable,
    PersonKeyTable,
    SessionTable,
    SupportVisit,
    SignInCode,
    GroupTable,
    GroupMember,
    Invitation,
    ProjectRole,
    Consent,
]
