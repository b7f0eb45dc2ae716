"""A plugin's newer version in chosen places first.

One process runs one version of the code. What differs from place to place is whether the plugin is on, whether it is paused, and
which steps of its tables have been run. So: the new code bears the old tables (expand first), its steps are run in a few chosen
places, somebody looks how it goes, and `allmenning migrate` brings the rest along.
"""

from dataclasses import dataclass
from typing import Any

from core.db import rows
from core.host import Enabled, house
from core.host.switching import upgrade_plugin
from core.i18n import Text, _
from core.people import Person
from core.tenancy import within
from core.tenancy.registry import tenant_in_scope
from core.text import Refused
from tenants.desk.operations.book import write_down


class NoneChosen(Refused):
    field = "places"

    def __init__(self) -> None:
        super().__init__(_("Choose at least one place."))


@dataclass(frozen=True)
class Shown:
    """A plugin in all places, as they were when they were last counted."""

    id: str
    name: Text
    version: str
    on: int
    behind: int
    paused: int


async def plugins() -> list[Shown]:
    found = {each["plugin"]: each for each in await rows(_COUNTED)}
    none = {"on": 0, "behind": 0, "paused": 0}
    return [
        Shown(
            id=lodger.plugin.id,
            name=lodger.plugin.name,
            version=lodger.plugin.version,
            **{key: found.get(lodger.plugin.id, none)[key] for key in none},
        )
        for lodger in house().lodgers_in(Enabled.TENANTS)
    ]


async def places_with(plugin_id: str) -> list[dict[str, Any]]:
    """Where it is on, those that lag behind first."""
    return await rows(_PLACES, plugin_id)


async def upgrade_in(
    *, plugin_id: str, tenant_ids: list[str], why: str, expert: Person
) -> dict[str, list[str]]:
    """Place -> the steps that were run there: all of them, or none at all. Raises NoneChosen, NoWhy."""
    if not tenant_ids:
        raise NoneChosen
    done: dict[str, list[str]] = {}
    for tenant_id in tenant_ids:
        tenant = await tenant_in_scope(tenant_id)
        if tenant is None:
            continue
        async with within(tenant):
            steps = await upgrade_plugin(plugin_id)
        details = {"plugin": plugin_id, "steps": steps}
        await write_down(tenant, kind="upgrade", details=details, why=why, expert=expert)
        done[tenant.name] = steps
    return done


_COUNTED = """
    SELECT p.key AS plugin, count(*) AS "on", count(*) FILTER (WHERE p.value::int > 0) AS behind,
      count(*) FILTER (WHERE h.paused ? p.key) AS paused
    FROM tenants_health h, jsonb_each_text(h.plugins) p GROUP BY p.key
"""
_PLACES = """
    SELECT t.id, t.name, (h.plugins->>$1)::int AS steps, h.paused ? $1 AS paused, coalesce((h.errors->>$1)::int, 0) AS errors
    FROM tenants_health h JOIN tenant t ON t.id = h.tenant WHERE h.plugins ? $1 ORDER BY steps DESC, t.name LIMIT 1000
"""
