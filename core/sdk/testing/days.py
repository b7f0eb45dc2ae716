"""Days that pass: everything that a town has is moved into the past, and so its now is later."""

from core.db import execute, rows
from core.sdk.testing.activities import Stand
from core.tenancy import Tenant, scope

# Every moment that a town's tables hold, but for those of records that may only grow.
_MOMENTS = """
    SELECT c.table_name, c.column_name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = $1 AND c.data_type = 'timestamp with time zone' AND t.table_type = 'BASE TABLE'
    AND c.is_generated = 'NEVER' AND NOT EXISTS (
        SELECT 1 FROM information_schema.triggers g WHERE g.event_object_schema = c.table_schema
        AND g.event_object_table = c.table_name AND g.event_manipulation = 'UPDATE' AND g.action_timing = 'BEFORE'
    ) ORDER BY 1, 2
"""


async def let_days_pass(where: Stand | Tenant, days: float) -> None:
    """Dates of phases and activities, contributions, codes, sessions, jobs that wait: all are so much longer ago.

    The participation log and the record of staff keep their moments: nothing may change them.
    """
    tenant = where.tenant if isinstance(where, Stand) else where
    async with scope(tenant):
        for moment in await rows(_MOMENTS, tenant.schema):
            table, column = moment["table_name"], moment["column_name"]
            await execute(
                f'UPDATE "{table}" SET "{column}" = "{column}" - make_interval(secs => $1)', days * 86_400
            )
