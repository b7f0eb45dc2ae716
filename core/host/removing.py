"""Taking a plugin's own tables out of a place for good: packed first, then dropped. What people wrote stays."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

from core.db import execute, rows, value
from core.host.house import Lodger, house
from core.i18n import _
from core.tenancy import load_site, save_site
from core.text import Refused

PACKED = "packed_at"  # beside the settings of a plugin that is off: when somebody took out what it holds
GOOD_FOR = timedelta(hours=24)


class StillOn(Refused):
    """Residents may be using it."""

    def __init__(self) -> None:
        super().__init__(_("Switch the plugin off before you remove what it holds."))


class NotPacked(Refused):
    """Nobody has taken its data out today."""

    def __init__(self) -> None:
        super().__init__(
            _("Download what the plugin holds first. You can remove it within 24 hours after that.")
        )


async def holds(plugin_id: str) -> dict[str, int]:
    """Its tables in the place in scope, each with the number of its rows."""
    found = {}
    for table in _tables_of(house().lodgers[plugin_id]):
        if await value("SELECT to_regclass($1) IS NOT NULL", table):
            found[table] = await value(f'SELECT count(*) FROM "{table}"')
    return found


async def pack(plugin_id: str) -> bytes:
    """All that its tables and settings hold here, as CSV and JSON in a ZIP; notes that it was taken out. Raises StillOn."""
    settings = await _off(plugin_id)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("settings.json", json.dumps(settings, ensure_ascii=False, indent=2, default=str))
        for table in await holds(plugin_id):
            archive.writestr(f"{table}.csv", _as_csv(await rows(f'SELECT * FROM "{table}" ORDER BY 1')))
    await _keep(plugin_id, settings | {PACKED: datetime.now(UTC).isoformat()})
    return packed.getvalue()


async def remove_plugin(plugin_id: str) -> list[str]:
    """Drop its tables and forget its settings and its history; the names of the tables. Raises StillOn, NotPacked."""
    settings = await _off(plugin_id)
    if not was_packed(settings):
        raise NotPacked
    tables = list(await holds(plugin_id))
    if tables:
        await execute("DROP TABLE " + ", ".join(f'"{table}"' for table in tables) + " CASCADE")
    await execute("DELETE FROM migration WHERE app = $1", plugin_id)
    await _keep(plugin_id, None)
    return tables


def was_packed(settings: dict[str, Any]) -> bool:
    """Not longer ago than a day: what came later would be lost."""
    packed = settings.get(PACKED)
    return bool(packed) and datetime.now(UTC) - datetime.fromisoformat(str(packed)) < GOOD_FOR


async def _off(plugin_id: str) -> dict[str, Any]:
    await execute("SELECT version FROM site WHERE id = 1 FOR UPDATE")
    here = await load_site()
    if plugin_id in here.plugins:
        raise StillOn
    return here.plugins_off.get(plugin_id, {})


async def _keep(plugin_id: str, settings: dict[str, Any] | None) -> None:
    kept = {name: had for name, had in (await load_site()).plugins_off.items() if name != plugin_id}
    await save_site(plugins_off=kept if settings is None else {**kept, plugin_id: settings})


def _tables_of(lodger: Lodger) -> list[str]:
    return [table._meta.tablename for table in lodger.plugin.tables]  # noqa: SLF001 - as in core.host.find


def _as_csv(found: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    if found:
        writer = csv.DictWriter(text, list(found[0]), delimiter=";")
        writer.writeheader()
        writer.writerows({key: _plain(each) for key, each in row.items()} for row in found)
    return "\ufeff" + text.getvalue()


def _plain(cell: Any) -> Any:
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, dict | list) else cell
