"""Switching a plugin on and off for the place in scope, and on again after it was paused."""

from collections.abc import Sequence
from typing import Any

from core.db import execute, value
from core.db.migrations import create_as_now, run_pending
from core.host.capabilities import ACCEPTED
from core.host.hooks import HOOK_SECONDS, ask_one
from core.host.house import Lodger, house
from core.host.lacking import NotIncluded, lacking
from core.i18n import _
from core.tenancy import Site, load_site, save_site
from core.text import Refused

_SETTING_UP_SECONDS = HOOK_SECONDS * 5  # a plugin may write its first rows
_PAUSE = ("paused_at", "paused_because")


class DoesNotStart(Refused):
    def __init__(self) -> None:
        super().__init__(_("The plugin could not be switched on. Nothing is changed. Tell support about it."))


async def enable_plugin(plugin_id: str, *, accepted: Sequence[str] | None = None) -> None:
    """Its tables are made where it never was on before; its settings are those it had. Raises NotIncluded, DoesNotStart."""
    lodger = house().lodgers[plugin_id]
    here = await _locked_site()
    if plugin_id in here.plugins:
        return
    if lack := (await lacking([plugin_id])).get(plugin_id):
        raise NotIncluded(lack)
    await _bring_up_to_date(lodger)
    kept = dict(here.plugins_off)
    seen = lodger.plugin.capabilities if accepted is None else accepted
    settings = kept.pop(plugin_id, {}) | {ACCEPTED: list(seen)}
    await save_site(plugins={**here.plugins, plugin_id: settings}, plugins_off=kept)
    if not await tell_enabled(lodger):
        raise DoesNotStart


async def disable_plugin(plugin_id: str) -> None:
    """Nobody meets it any more; its tables and settings stay, for the day it is switched on again."""
    here = await _locked_site()
    if plugin_id not in here.plugins:
        return
    plugins = dict(here.plugins)
    settings = _without_pause(plugins.pop(plugin_id))
    settings.pop(ACCEPTED, None)  # who switches it on again sees anew what it asks for
    await save_site(plugins=plugins, plugins_off={**here.plugins_off, plugin_id: settings})


async def upgrade_plugin(plugin_id: str) -> list[str]:
    """Run the steps that a newer version brought and this place has not had; their names. A new run finds nothing to do."""
    here = await _locked_site()
    return await run_pending(house().lodgers[plugin_id].app) if plugin_id in here.plugins else []


async def accept_capabilities(plugin_id: str, accepted: Sequence[str]) -> None:
    """What a newer version asks for, seen and accepted by an administrator."""
    here = await _locked_site()
    if plugin_id in here.plugins:
        settings = {**here.plugins[plugin_id], ACCEPTED: list(accepted)}
        await save_site(plugins={**here.plugins, plugin_id: settings})


async def resume_plugin(plugin_id: str) -> None:
    """After it was paused for failing too often. If it goes on failing, it is paused again."""
    here = await _locked_site()
    if plugin_id in here.plugins:
        settings = _without_pause(here.plugins[plugin_id])
        await save_site(plugins={**here.plugins, plugin_id: settings})


async def change_plugin_settings(plugin_id: str, settings: dict[str, Any]) -> None:
    """Of a plugin that is on. Whether it is paused stays as it is."""
    here = await _locked_site()
    if plugin_id in here.plugins:
        had = here.plugins[plugin_id]
        hosts = {key: had[key] for key in (*_PAUSE, ACCEPTED) if key in had}
        await save_site(plugins={**here.plugins, plugin_id: {**settings, **hosts}})


async def tell_enabled(lodger: Lodger) -> bool:
    """Call the plugin's `tenant_enabled`; False when it failed, and nothing of what it did is left."""
    if not hasattr(lodger.module, "tenant_enabled"):
        return True
    heard = await ask_one(lodger, "tenant_enabled", expect=object, seconds=_SETTING_UP_SECONDS)
    return not heard.failed


async def _bring_up_to_date(lodger: Lodger) -> None:
    app = lodger.app
    known = await value("SELECT EXISTS (SELECT 1 FROM migration WHERE app = $1)", app.id)
    if known or any([await _has_table(table._meta.tablename) for table in app.tables]):  # noqa: SLF001
        await run_pending(app)
    else:
        await create_as_now(app)


async def _has_table(name: str) -> bool:
    found: bool = await value("SELECT to_regclass($1) IS NOT NULL", name)
    return found


async def _locked_site() -> Site:
    """Read anew under a lock: the plugins are one field, and two who switch at once must both be heard."""
    await execute("SELECT version FROM site WHERE id = 1 FOR UPDATE")
    return await load_site()


def _without_pause(settings: dict[str, Any]) -> dict[str, Any]:
    return {key: kept for key, kept in settings.items() if key not in _PAUSE}
