"""An activity of every method in a town, half way through, as each plugin's own `seeds` fills it."""

from typing import Any

from core.db import rows, value
from core.host import House
from core.host.declaration import Enabled
from core.host.hookspecs import Seeding
from core.http import Route
from core.i18n import speaking
from core.people import Role
from core.sdk.testing import new_activity
from core.tenancy import Tenant, scope, site
from tests.support.people import new_person

RESIDENTS = 8


async def seed_methods(house: House, tenant: Tenant, *, name: str = "Beboer") -> dict[str, dict[str, Any]]:
    """Plugin id → the values that its addresses need. Of a plugin with several methods the last one is there."""
    async with scope(tenant, read_only=True):
        (postcode, *_others) = (await site()).postcodes
    residents = tuple(
        [await new_person(tenant, name=f"{name} {n}", postcode=postcode) for n in range(RESIDENTS)]
    )
    staff = (await new_person(tenant, name=f"{name} Ansatt", role=Role.ADMIN),)
    found: dict[str, dict[str, Any]] = {}
    for lodger in house.lodgers_in(Enabled.TENANTS):
        if not hasattr(lodger.module, "seeds"):
            continue
        for method in lodger.plugin.methods:

            async def fill(place: Any, module: Any = lodger.module) -> None:
                seeding = Seeding(
                    place=place, stage="running", theme="", language="nb", residents=residents, staff=staff
                )
                with speaking("nb"):
                    await module.seeds(seeding=seeding)

            stand = await new_activity(tenant, method.id, prepare=fill)
            _, _, project_slug, activity_slug = stand.url.split("/")
            found[lodger.plugin.id] = {
                "project_slug": project_slug,
                "activity_slug": activity_slug,
                "activity_id": stand.activity_id,
                "project_id": stand.project_id,
                **await _ids(tenant, lodger.plugin.id, stand.activity_id),
            }
    return found


def owner_of(house: House, route: Route) -> str:
    """The plugin whose route it is; empty for core's."""
    return next((lodger.plugin.id for lodger in house.lodgers.values() if route in lodger.routes), "")


async def _ids(tenant: Tenant, plugin_id: str, activity_id: int) -> dict[str, Any]:
    """`option_id` is the first row of `voting_option`, `statement_id` a contribution of the kind `statement`, and so on."""
    async with scope(tenant, read_only=True):
        tables = await rows(
            "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND column_name = 'id' AND data_type IN ('bigint', 'integer') AND starts_with(table_name, $1)",
            f"{plugin_id}_",
        )
        found = {
            f"{table['name'].removeprefix(f'{plugin_id}_')}_id": await value(
                f"SELECT max(id) FROM {table['name']}"
            )
            for table in tables
        }
        kinds = await rows(
            "SELECT kind, max(id) AS id FROM contribution WHERE activity = $1 GROUP BY kind", activity_id
        )
    found |= {f"{each['kind']}_id": each["id"] for each in kinds}
    return {name: number for name, number in found.items() if number is not None}
