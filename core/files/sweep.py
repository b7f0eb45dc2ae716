"""Files that nobody uses any more: uploads of forms never sent, pictures of texts since changed.

A file is used as long as its key stands in any text or JSON of the place's own tables, a plugin's as well.
So no room has to keep a count, and none can forget to.
"""

from datetime import UTC, datetime, timedelta

from core.db import execute, rows, savepoint
from core.outside.storage import storage
from core.tenancy import current_tenant

_GRACE = timedelta(days=2)  # a form may be open that long, with its pictures sent already
_KEY = "[pdr][0-9a-f]{24}"
_AT_ONCE = 1000

_TEXT_COLUMNS = """
    SELECT table_name, string_agg(format('%I::text', column_name), ', ') AS columns
    FROM information_schema.columns
    WHERE table_schema = current_schema AND table_name <> 'file'
      AND data_type IN ('text', 'character varying', 'jsonb') AND is_generated = 'NEVER'
    GROUP BY table_name
"""


async def delete_unused(*, now: datetime | None = None) -> int:
    """How many files went."""
    before = (now or datetime.now(UTC)) - _GRACE
    found = await rows("SELECT key FROM file WHERE created_at < $1 ORDER BY id", before)
    keys = {each["key"] for each in found}
    unused = keys - await _used() if keys else set()
    for start in range(0, len(unused), _AT_ONCE):
        await _delete(sorted(unused)[start : start + _AT_ONCE])
    await _delete_strays(before)
    return len(unused)


async def _delete(keys: list[str]) -> None:
    """The row first: should storage fail, the transaction brings it back and the next sweep tries again."""
    async with savepoint():
        await execute("DELETE FROM file WHERE key = ANY($1::text[])", keys)
        for key in keys:
            await storage().delete_prefix(f"{current_tenant().id}/files/{key}")


async def _used() -> set[str]:
    used: set[str] = set()
    for table in await rows(_TEXT_COLUMNS):
        # Names come from the catalogue, quoted by format('%I').
        sql = (
            f"SELECT DISTINCT (regexp_matches(concat_ws(' ', {table['columns']}), '{_KEY}', 'g'))[1] AS key "
            f'FROM "{table["table_name"]}"'
        )
        used |= {each["key"] for each in await rows(sql)}
    return used


async def _delete_strays(before: datetime) -> None:
    """Objects whose row was rolled back."""
    prefix = f"{current_tenant().id}/files"
    stored = [each async for each in storage().list(prefix) if each.modified < before]
    keys = {each.key.split("/")[2] for each in stored}
    found = await rows("SELECT key FROM file WHERE key = ANY($1::text[])", list(keys))
    for key in sorted(keys - {each["key"] for each in found}):
        await storage().delete_prefix(f"{prefix}/{key}")
