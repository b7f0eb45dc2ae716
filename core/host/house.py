"""The house as it stands after start: core's tables, the plugins, their methods and routes. Built once by `core.app`."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pluggy

from core.access.known import know_actions, know_deeds
from core.db.migrations import App
from core.host.declaration import Enabled, Method, Plugin
from core.http import Route, routes_of
from core.i18n import Text


@dataclass(frozen=True)
class Lodger:
    """A plugin that has moved in: its declaration, its module (for hooks), its folder."""

    plugin: Plugin
    module: Any
    folder: Path

    @property
    def app(self) -> App:
        migrations = self.folder / "migrations"
        return App(self.plugin.id, self.plugin.tables, migrations if migrations.is_dir() else None)

    @property
    def routes(self) -> list[Route]:
        """All of them; a method's own page counts whether `routes` names it or not."""
        return list(dict.fromkeys(routes_of(*self.plugin.routes, *(m.page for m in self.plugin.methods))))


@dataclass(frozen=True)
class TurnedAway:
    """A plugin that is installed and may not move in: its entry point's name, its distribution, and why, in a sentence."""

    name: str
    package: str
    why: str


@dataclass(frozen=True)
class House:
    core: App
    platform: App
    core_routes: tuple[Route, ...]
    lodgers: dict[str, Lodger]
    hooks: pluggy.PluginManager
    methods: dict[str, Method] = field(default_factory=dict)
    method_owner: dict[str, str] = field(default_factory=dict)
    turned_away: tuple[TurnedAway, ...] = ()

    def lodgers_in(self, where: Enabled) -> list[Lodger]:
        return [lodger for lodger in self.lodgers.values() if lodger.plugin.where is where]

    def method(self, method_id: str) -> Method | None:
        return self.methods.get(method_id)

    @property
    def names_below_projects(self) -> set[str]:
        """The first word of addresses that plugins have below a project: no activity may be called so."""
        routes = [
            route for lodger in self.lodgers.values() for route in lodger.routes if route.at == "project"
        ]
        return {route.path.strip("/").partition("/")[0] for route in routes} - {""}

    def apps_of(self, plugin_ids: list[str], *, platform: bool) -> list[App]:
        """The apps whose tables stand in a place: core first, then its plugins in the order they were found."""
        plugins = [lodger.app for lodger in self.lodgers.values() if lodger.plugin.id in plugin_ids]
        return [self.core, *([self.platform] if platform else []), *plugins]


_house: list[House] = []


def install(built: House) -> None:
    """Make this the house of the process."""
    _house[:] = [built]
    know_actions(action for lodger in built.lodgers.values() for action in lodger.plugin.all_actions())
    for lodger in built.lodgers.values():
        know_deeds(lodger.plugin.deeds)


def house() -> House:
    if not _house:
        raise RuntimeError("the house is not built yet: call core.app.build() first")
    return _house[0]


def name_of_method(method_id: str) -> Text | str:
    """What a way to take part is called; its id where its plugin has moved out."""
    method = house().method(method_id)
    return method.name if method else method_id
