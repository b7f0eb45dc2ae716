"""Who of the installed plugins moves in. One that a vendor sent and that is broken is turned away by name; the house starts.

Our own plugins are part of the installation: where one of them is broken the start is stopped, since everything is in doubt.
"""

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any

import pluggy
import structlog

from core.host.declaration import Enabled
from core.host.find import GROUP, PluginRefused, manager_for, move_in, said
from core.host.house import Lodger, TurnedAway
from core.http import Route
from core.jobs import Job
from core.settings import settings

log = structlog.get_logger()
_OURS = ("plugins.", "tenants", "academy")


@dataclass
class Taken:
    """Names that are used already, and by whom: a second one would cover the first without a word."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, owner: str, wanted: Iterable[tuple[str, str]]) -> None:
        """All of them or none. Raises PluginRefused, naming both."""
        fresh = list(wanted)
        for kind, name in fresh:
            if (kind, name) in self.names:
                raise PluginRefused(f"{owner}: the {kind} {name!r} is {self.names[kind, name]}'s already")
        self.names |= dict.fromkeys(fresh, owner)


def everyone_installed(
    hookspecs: ModuleType, core_routes: Sequence[Route], core_jobs: Sequence[Any]
) -> tuple[list[Lodger], list[TurnedAway], pluggy.PluginManager]:
    """Ask each installed plugin in; first-party ones first, so that no vendor's can take their names."""
    taken = Taken()
    taken.take("the host", _core_names(core_routes, core_jobs))
    lodgers: list[Lodger] = []
    away: list[TurnedAway] = []
    for point in _points():
        try:
            lodgers.append(_one(point, hookspecs, taken))
        except PluginRefused as refused:
            if point.value.startswith(_OURS):
                raise
            away.append(_turned_away(point, str(refused)))
    return lodgers, away, manager_for(hookspecs, [lodger.module for lodger in lodgers])


def refuse_clashes(lodgers: Sequence[Lodger], core_routes: Sequence[Route], core_jobs: Sequence[Any]) -> None:
    """The same for plugins that somebody named: raises PluginRefused at the first clash."""
    taken = Taken()
    taken.take("the host", _core_names(core_routes, core_jobs))
    for lodger in lodgers:
        taken.take(lodger.plugin.id, _names_of(lodger))


def _points() -> list[EntryPoint]:
    off = {name.strip() for name in settings().plugins_off.split(",")}
    found = [point for point in entry_points(group=GROUP) if point.name not in off]
    return sorted(found, key=lambda point: (not point.value.startswith(_OURS), point.name))


def _one(point: EntryPoint, hookspecs: ModuleType, taken: Taken) -> Lodger:
    try:
        module = importlib.import_module(point.value)
    except (KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as error:
        raise PluginRefused(f"{point.value} cannot be imported: {said(error)}") from error
    manager_for(hookspecs, [module])
    lodger = move_in(module)
    taken.take(lodger.plugin.id, _names_of(lodger))
    return lodger


def _turned_away(point: EntryPoint, why: str) -> TurnedAway:
    package = f"{point.dist.name} {point.dist.version}" if point.dist is not None else point.value
    log.error("plugin_turned_away", plugin=point.name, package=package, why=why)
    return TurnedAway(point.name, package, why)


def _names_of(lodger: Lodger) -> Iterable[tuple[str, str]]:
    plugin = lodger.plugin
    yield "id", plugin.id
    yield from (("method", method.id) for method in plugin.methods)
    yield from (("table", table._meta.tablename) for table in plugin.tables)  # noqa: SLF001 - as in find.py
    yield from _job_names(plugin.jobs)
    side = "platform" if plugin.where is Enabled.PLATFORM else "place"
    yield from ((f"route of a {side}", shape(route)) for route in lodger.routes if route.at != "activity")


def _job_names(jobs: Iterable[Any]) -> Iterable[tuple[str, str]]:
    marked = (getattr(each, "job", None) for each in jobs)
    yield from (("job", each.name) for each in marked if isinstance(each, Job))


def _core_names(routes: Iterable[Route], jobs: Iterable[Any]) -> Iterable[tuple[str, str]]:
    yield from _job_names(jobs)
    for route in routes:
        if route.at != "platform":
            yield "route of a place", shape(route)
        if route.at == "platform" or route.both:
            yield "route of a platform", shape(route)


def shape(route: Route) -> str:
    """Two addresses that differ in the names of their values only are the same one."""
    words = route.full_path.strip("/").split("/")
    return f"{route.method} /" + "/".join("{}" if word.startswith("{") else word for word in words)
