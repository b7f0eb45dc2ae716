"""A schema as facts that can be compared: columns, indexes, constraints, triggers, functions, sequences."""

from core.db import rows
from core.tenancy import Tenant, scope

_FACTS = """
SELECT 'column' AS what, c.relname || '.' || a.attname AS name,
       format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || a.attgenerated::text || ' '
       || coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS fact
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'index', indexname, replace(indexdef, schemaname || '.', '') FROM pg_indexes WHERE schemaname = current_schema()
UNION ALL
SELECT 'constraint', c.relname || '.' || k.conname, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.connamespace = current_schema()::regnamespace
UNION ALL
SELECT 'trigger', c.relname || '.' || t.tgname, replace(pg_get_triggerdef(t.oid), current_schema() || '.', '')
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
UNION ALL
SELECT 'function', proname, replace(pg_get_functiondef(oid), current_schema() || '.', '') FROM pg_proc
WHERE pronamespace = current_schema()::regnamespace
UNION ALL
SELECT 'sequence', sequencename, data_type::text FROM pg_sequences WHERE schemaname = current_schema()
"""


async def schema_of(tenant: Tenant) -> set[tuple[str, str, str]]:
    """Everything that a schema is made of, without its own name."""
    async with scope(tenant, read_only=True):
        found = await rows(_FACTS)
    return {(f["what"], f["name"], f["fact"].replace(tenant.schema, "SCHEMA")) for f in found}
