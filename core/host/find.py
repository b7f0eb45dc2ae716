"""Finding plugins by entry point, and checking each before it may move in."""

import importlib
import inspect
import re
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from core.access.known import known_actions
from core.host.capabilities import unknown
from core.host.declaration import PROJECT, Plugin
from core.host.house import Lodger
from core.settings import settings

GROUP = "allmenning.plugins"
SDK_MAJOR = "1"
_ID = re.compile(r"[a-z][a-z0-9_]{1,30}\Z")


class PluginRefused(Exception):
    """The plugin breaks a rule of the house; the message says which, and where."""


def found_modules() -> list[ModuleType]:
    """The modules that installed distributions name, first-party ones first, without those switched off."""
    off = {name.strip() for name in settings().plugins_off.split(",")}
    points = sorted(
        entry_points(group=GROUP),
        key=lambda p: (not p.value.startswith(("plugins.", "tenants", "academy")), p.name),
    )
    return [importlib.import_module(point.value) for point in points if point.name not in off]


def manager_for(hookspecs: ModuleType, modules: Sequence[Any]) -> pluggy.PluginManager:
    """A plugin manager that knows the hooks; an unknown hook in a plugin is refused here."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    try:
        for module in modules:
            manager.register(module)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        name = getattr(error.plugin, "__name__", error.plugin)
        raise PluginRefused(f"{name}: {_hook_problem(error, hookspecs)}") from error
    return manager


def _hook_problem(error: pluggy.PluginValidationError, hookspecs: ModuleType) -> str:
    """Which hook, and what it should be called or take."""
    known = [name for name, member in vars(hookspecs).items() if hasattr(member, f"{PROJECT}_spec")]
    if found := re.search(r"unknown hook '(\w+)'", str(error)):
        near = get_close_matches(found[1], known, n=1)
        return f"no hook is called {found[1]}()" + (f"; do you mean {near[0]}()?" if near else "")
    if found := re.search(r"hook '(\w+)'.*Argument\(s\) (\{.*?\})", str(error), re.DOTALL):
        takes = ", ".join(inspect.signature(getattr(hookspecs, found[1])).parameters) or "nothing"
        return f"the hook {found[1]}() is not given {found[2]}; it may take: {takes}"
    return str(error)


def said(error: BaseException, folder: Path | None = None) -> str:
    """What went wrong, with the file and line where it did: the innermost of the plugin's own, where its `folder` is known."""
    if isinstance(error, SyntaxError):
        return f"{Path(error.filename or '?').name}, line {error.lineno}: {error.msg}"
    steps = [step for step in traceback.extract_tb(error.__traceback__) if not step.filename.startswith("<")]
    own = [step for step in steps if folder is not None and Path(step.filename).is_relative_to(folder)]
    where = (own or steps)[-1:]
    at = f" ({Path(where[0].filename).name}, line {where[0].lineno})" if where else ""
    return f"{type(error).__name__}: {error}{at}"


def move_in(module: Any) -> Lodger:
    """Ask for the declaration, check it, and give it a room. Raises PluginRefused."""
    ask = getattr(module, "plugin", None)
    if ask is None:
        raise PluginRefused(f"{module.__name__} has no plugin() hook")
    try:
        plugin = ask()
    except (Exception, SystemExit) as error:
        raise PluginRefused(f"{module.__name__}.plugin() failed: {said(error)}") from error
    if not isinstance(plugin, Plugin):
        raise PluginRefused(f"{module.__name__}.plugin() must return a Plugin")
    folder = plugin.folder or Path(str(module.__file__)).parent
    lodger = Lodger(plugin, module, folder)
    check(lodger)
    return lodger


def check(lodger: Lodger) -> None:
    """The rules that can be seen without running anything."""
    plugin = lodger.plugin
    if not _ID.match(plugin.id):
        raise PluginRefused(f"{plugin.id!r}: an id is lower-case letters, digits and underscores")
    if plugin.sdk != SDK_MAJOR:
        raise PluginRefused(f"{plugin.id}: made for SDK {plugin.sdk}, this is SDK {SDK_MAJOR}")
    if wrong := unknown(plugin.capabilities):
        raise PluginRefused(
            f"{plugin.id}: there is no capability {wrong[0]!r}; see core.sdk.Capability and calls(…)"
        )
    _check_tables(lodger)
    _check_actions(lodger)
    _check_routes(lodger)


def _check_tables(lodger: Lodger) -> None:
    plugin = lodger.plugin
    for table in plugin.tables:
        name = table._meta.tablename  # noqa: SLF001 - Piccolo's public way to the name
        if name != plugin.id and not name.startswith(f"{plugin.id}_"):
            raise PluginRefused(f"{plugin.id}: the table {name!r} must begin with {plugin.id}_")
    folder = lodger.folder / "migrations"
    for file in folder.glob("*.py") if folder.is_dir() else ():
        if file.stem != "__init__" and not file.stem.startswith(f"{plugin.id}_"):
            raise PluginRefused(f"{plugin.id}: the migration {file.name} must begin with {plugin.id}_")


def _check_actions(lodger: Lodger) -> None:
    plugin = lodger.plugin
    for action in plugin.all_actions():
        if not action.name.startswith(f"{plugin.id}."):
            raise PluginRefused(f"{plugin.id}: the action {action.name!r} must begin with {plugin.id}.")


def _check_routes(lodger: Lodger) -> None:
    own = {action.name for action in lodger.plugin.all_actions()}
    for route in lodger.routes:
        if not route.action:
            raise PluginRefused(
                f"{lodger.plugin.id}: the handler {route.name} names no action; write action=… in its route"
            )
        if route.action not in own and route.action not in known_actions():
            raise PluginRefused(f"{lodger.plugin.id}: {route.name} names the unknown action {route.action!r}")
