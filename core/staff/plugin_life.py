"""What a plugin goes through in a place after it is on: more is asked of it, it is upgraded, taken out, removed."""

from core.forms.given import Typed
from core.host import house
from core.host.capabilities import asks_for_more
from core.host.declaration import Plugin
from core.host.removing import holds, pack, remove_plugin, was_packed
from core.host.switching import accept_capabilities, upgrade_plugin
from core.http import Answer, Data, NotFound, Visit, get, page, post, redirect
from core.i18n import _
from core.staff.plugins import BASE, switchable
from core.staff.record import noted
from core.text import Refused

_ONE = BASE + "/{plugin_id:str}"


@post(_ONE + "/accept", action="site.manage")
async def accept(visit: Visit, plugin_id: str) -> Answer:
    plugin = switchable(plugin_id)
    if Typed(await visit.body(), "accepted").one() != ",".join(plugin.capabilities):
        return redirect(BASE, toast=_("What it asks for has changed. Look once more."), done=False)
    more = asks_for_more(visit.site, house().lodgers[plugin_id])
    await accept_capabilities(plugin_id, plugin.capabilities)
    await noted(visit, "plugin.accept", plugin=plugin_id, capabilities=more)
    return redirect(BASE, toast=_("“{name}” may do this now.").format(name=plugin.name))


@post(_ONE + "/upgrade", action="site.manage")
async def upgrade(visit: Visit, plugin_id: str) -> Answer:
    plugin = switchable(plugin_id)
    ran = await upgrade_plugin(plugin_id)
    await noted(visit, "plugin.upgrade", plugin=plugin_id, version=plugin.version, steps=ran)
    return redirect(BASE, toast=_("“{name}” is up to date.").format(name=plugin.name))


@get(_ONE + "/remove", action="site.manage")
async def ask_remove(visit: Visit, plugin_id: str) -> Answer:
    return await _ask(visit, _off(visit, plugin_id))


@post(_ONE + "/pack", action="site.manage")
async def take_out(visit: Visit, plugin_id: str) -> Answer:
    plugin = _off(visit, plugin_id)
    packed = await pack(plugin_id)
    await noted(visit, "plugin.pack", plugin=plugin_id)
    headers = {"content-disposition": f'attachment; filename="{plugin.id}.zip"'}
    return Data(packed, "application/zip", headers=headers)


@post(_ONE + "/remove", action="site.manage")
async def remove(visit: Visit, plugin_id: str) -> Answer:
    plugin = _off(visit, plugin_id)
    try:
        tables = await remove_plugin(plugin_id)
    except Refused as refused:
        return await _ask(visit, plugin, status=422, problem=refused.message)
    await noted(visit, "plugin.remove", plugin=plugin_id, tables=tables)
    return redirect(BASE, toast=_("What “{name}” held is removed.").format(name=plugin.name))


def _off(visit: Visit, plugin_id: str) -> Plugin:
    plugin = switchable(plugin_id)
    if plugin_id in visit.site.plugins:
        raise NotFound
    return plugin


async def _ask(visit: Visit, plugin: Plugin, *, status: int = 200, problem: object = None) -> Answer:
    return page(
        "manage/site/plugin_remove.html",
        status=status,
        plugin=plugin,
        problem=problem,
        holds=await holds(plugin.id),
        packed=was_packed(visit.site.plugins_off.get(plugin.id, {})),
    )
