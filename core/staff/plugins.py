"""Which plugins are on here: switched on and off, resumed after a pause, and their settings for the whole place."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.db import rows
from core.forms import Bound, Raw, bind, from_json, to_json
from core.forms.given import Typed
from core.forms.structs import slots
from core.host import Enabled, house
from core.host.capabilities import asks_for_more, say_capability
from core.host.declaration import Plugin
from core.host.hookspecs import Lack
from core.host.lacking import lacking
from core.host.switching import change_plugin_settings, disable_plugin, enable_plugin, resume_plugin
from core.http import Answer, NotFound, Visit, get, page, post, redirect
from core.i18n import Text, _
from core.staff.record import noted
from core.tenancy import Site
from core.text import Refused

BASE = "/manage/plugins"
_ONE = BASE + "/{plugin_id:str}"


@dataclass(frozen=True, slots=True)
class Line:
    """A plugin in the list. `activities`: how many are made with its methods; `paused_at` set: it failed too often."""

    plugin: Plugin
    on: bool
    activities: int
    paused_at: datetime | None = None
    paused_because: str = ""
    lack: Lack | None = None  # what it takes before it can be switched on
    more: tuple[str, ...] = ()  # capabilities that its version asks for and nobody here has accepted
    waiting: int = 0  # steps of an upgrade that this place has not had
    held: bool = False  # it is off, and may hold something from before

    @property
    def asks(self) -> list[Text | str]:
        """What it may do, in words."""
        return [say_capability(name) for name in self.plugin.capabilities]

    @property
    def asks_more(self) -> list[Text | str]:
        return [say_capability(name) for name in self.more]

    @property
    def has_settings(self) -> bool:
        return self.on and bool(slots(self.plugin.tenant_settings))


@get(BASE, action="site.manage")
async def listed(visit: Visit) -> Answer:
    return page("manage/site/plugins.html", lines=await _lines(visit.site), problem=None)


@post(_ONE + "/on", action="site.manage")
async def switch_on(visit: Visit, plugin_id: str) -> Answer:
    plugin = switchable(plugin_id)
    seen = Typed(await visit.body(), "accepted").one()
    try:
        await enable_plugin(plugin_id, accepted=_accepted(plugin, seen))
    except Refused as refused:
        lines = await _lines(visit.site)
        return page("manage/site/plugins.html", status=422, lines=lines, problem=refused.message)
    await noted(visit, "plugin.on", plugin=plugin_id, capabilities=list(plugin.capabilities))
    return redirect(BASE, toast=_("“{name}” is on.").format(name=plugin.name))


@get(_ONE + "/off", action="site.manage")
async def ask_off(visit: Visit, plugin_id: str) -> Answer:
    return page("manage/site/plugin_off.html", line=await _line(visit.site, plugin_id))


@post(_ONE + "/off", action="site.manage")
async def switch_off(visit: Visit, plugin_id: str) -> Answer:
    plugin = switchable(plugin_id)
    await disable_plugin(plugin_id)
    await noted(visit, "plugin.off", plugin=plugin_id)
    return redirect(BASE, toast=_("“{name}” is off. What it holds is kept.").format(name=plugin.name))


@post(_ONE + "/resume", action="site.manage")
async def resume(visit: Visit, plugin_id: str) -> Answer:
    plugin = switchable(plugin_id)
    await resume_plugin(plugin_id)
    await noted(visit, "plugin.resume", plugin=plugin_id)
    return redirect(BASE, toast=_("“{name}” is on again.").format(name=plugin.name))


@get(_ONE, action="site.manage")
async def settings(visit: Visit, plugin_id: str) -> Answer:
    line, form = await _settings_of(visit, plugin_id)
    return page("manage/site/plugin.html", line=line, form=form)


@post(_ONE, action="site.manage")
async def save_settings(visit: Visit, plugin_id: str) -> Answer:
    line, form = await _settings_of(visit, plugin_id, await visit.body())
    if not form.ok:
        return page("manage/site/plugin.html", status=422, line=line, form=form)
    await change_plugin_settings(plugin_id, to_json(form.values) | _secrets_left(form))
    await noted(visit, "plugin.change", plugin=plugin_id)
    return redirect(BASE, toast=_("Saved."))


class NotSeen(Refused):
    """It asks for something else than what stood on the page."""

    def __init__(self) -> None:
        super().__init__(_("Look at what the plugin asks for, and switch it on from this page."))


def _accepted(plugin: Plugin, seen: str) -> tuple[str, ...]:
    """What stood on the page where the button was pressed: it must be what the plugin declares. Raises NotSeen."""
    if seen != ",".join(plugin.capabilities):
        raise NotSeen
    return plugin.capabilities


def _secrets_left(form: Bound[Any]) -> dict[str, Any]:
    """A secret is never shown again, so its field comes back empty: then it stays as it was."""
    typed = to_json(form.values)
    return {
        each.key: each.kept for each in form if each.kind == "password" and each.kept and not typed[each.key]
    }


async def _settings_of(visit: Visit, plugin_id: str, raw: Raw | None = None) -> tuple[Line, Bound[Any]]:
    line = await _line(visit.site, plugin_id)
    if not line.has_settings:
        raise NotFound
    kind = line.plugin.tenant_settings
    initial = from_json(kind, visit.site.plugins[plugin_id])
    return line, bind(kind, raw, initial=initial, locales=visit.site.languages)


def switchable(plugin_id: str) -> Plugin:
    """One that places can have; those of the platform are nobody's to switch here."""
    lodger = house().lodgers.get(plugin_id)
    if lodger is None or lodger.plugin.where is not Enabled.TENANTS or lodger.plugin.fixed:
        raise NotFound
    return lodger.plugin


async def _line(site: Site, plugin_id: str) -> Line:
    switchable(plugin_id)
    return next(line for line in await _lines(site) if line.plugin.id == plugin_id)


async def _lines(site: Site) -> list[Line]:
    made = {each["method"]: each["n"] for each in await rows(_ACTIVITIES)}
    shown = [lodger.plugin for lodger in house().lodgers_in(Enabled.TENANTS) if not lodger.plugin.fixed]
    lacks = await lacking(plugin.id for plugin in shown)
    had = {each["app"]: set(each["names"]) for each in await rows(_HISTORY)}
    return [
        replace(
            _as_line(site, plugin, made, lacks.get(plugin.id)),
            more=tuple(asks_for_more(site, house().lodgers[plugin.id])),
            waiting=_waiting(site, plugin.id, had.get(plugin.id, set())),
            held=plugin.id not in site.plugins and plugin.id in had,
        )
        for plugin in shown
    ]


def _waiting(site: Site, plugin_id: str, had: set[str]) -> int:
    return len(set(house().lodgers[plugin_id].app.names()) - had) if plugin_id in site.plugins else 0


_HISTORY = "SELECT app, array_agg(name) AS names FROM migration GROUP BY app"
_ACTIVITIES = "SELECT method, count(*) AS n FROM activity GROUP BY method"


def _as_line(site: Site, plugin: Plugin, made: dict[str, int], lack: Lack | None) -> Line:
    kept = site.plugins.get(plugin.id, {})
    paused = kept.get("paused_at")
    return Line(
        plugin=plugin,
        on=plugin.id in site.plugins,
        activities=sum(made.get(method.id, 0) for method in plugin.methods),
        paused_at=datetime.fromisoformat(paused) if paused else None,
        paused_because=str(kept.get("paused_because", "")),
        lack=lack,
    )
