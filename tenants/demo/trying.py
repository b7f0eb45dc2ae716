"""A plugin that somebody is writing, live in the first town: on, and with an activity of each method to try it in."""

from datetime import UTC, datetime, timedelta

from core.commands.vendor.filled import filled_in
from core.db import value
from core.host import house
from core.host.switching import enable_plugin
from core.i18n import Localized
from core.projects.activities import add_activity
from core.projects.content import TextBlock
from core.projects.content_service import set_blocks
from core.projects.phases import add_phase
from core.projects.publishing import NotReady, publish
from core.projects.service import create_project
from core.tenancy import scope, site
from core.tenancy.registry import address_of, tenant_at
from tenants.demo.town import TOWNS


async def try_plugin(plugin_id: str) -> list[str]:
    """Where to look, as lines to print. What was made the last time is found again."""
    town = await tenant_at(f"{TOWNS[0]}.localhost")
    if town is None or plugin_id not in house().lodgers:
        return [f"{plugin_id} does not run; `allmenning plugin list` says why."]
    async with scope(town):
        await enable_plugin(plugin_id)
        lines = [f"{plugin_id} is on in {town.name}: {address_of(town, '/manage/plugins')}"]
        for method in house().lodgers[plugin_id].plugin.methods:
            project_id, slug = await _project(method.id)
            try:
                await publish(project_id=project_id, site=await site())
                lines.append(f"{method.name}: {address_of(town, f'/projects/{slug}')}")
            except NotReady:
                staff = address_of(town, f"/manage/projects/{project_id}")
                lines.append(f"{method.name}: something is missing before it opens, see {staff}")
    return lines


async def _project(method: str) -> tuple[int, str]:
    slug = f"try-{method.replace('_', '-')}"
    found = await value("SELECT id FROM project WHERE slug = $1", slug)
    return (found or await _new_project(method, slug)), slug


async def _new_project(method: str, slug: str) -> int:
    now = datetime.now(UTC)
    said = Localized({"nb": f"Prøv {method}", "en": f"Try {method}"})
    project_id = await create_project(titles=said, summaries=said, slug=slug)
    await set_blocks(project_id=project_id, blocks=[TextBlock(text=said)])
    phase_id = await add_phase(
        project_id=project_id,
        names=said,
        descriptions=said,
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=90),
    )
    await add_activity(
        site=await site(),
        project_id=project_id,
        phase_id=phase_id,
        method=method,
        names=said,
        settings=filled_in(house().methods[method].settings, f"Prøv {method}"),
    )
    return project_id
