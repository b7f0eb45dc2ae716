"""The record of what staff did. Rows are added, never changed: the database itself refuses."""

from core.db.columns import JSONB, BigInt, BigSerial, Bytea, Table, Timestamptz, TimestamptzNow, Varchar


class AuditTable(Table, tablename="audit"):
    """Each row holds the hash of the one before, so that a row cannot be changed or taken out unseen.

    `person` has no foreign key: the record outlives the account. `name` is what the person was called then.
    """

    id = BigSerial(primary_key=True)
    at = Timestamptz(default=TimestamptzNow())
    person = BigInt(null=True, default=None)
    name = Varchar(length=120, default="")
    role = Varchar(length=20, default="")
    action = Varchar(length=80)
    subject = Varchar(length=60)
    subject_id = BigInt(null=True, default=None)
    details = JSONB(default="{}")
    previous = Bytea()
    hash = Bytea()

    ddl = (
        "CREATE INDEX audit_action ON audit (action, id DESC)",
        "CREATE INDEX audit_person ON audit (person, id DESC)",
        """CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            -- Bringing a place in from an archive begins by emptying every new table.
            IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT 1 FROM audit) THEN RETURN NULL; END IF;
            RAISE EXCEPTION 'the record of staff''s deeds is never changed';
        END $$""",
        """CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE ON audit
        FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()""",
        """CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()""",
    )


TABLES = [AuditTable]
