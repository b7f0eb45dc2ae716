"""Rules about what a plugin declares and how its code is written."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from core.host import hookspecs
from core.host.find import said
from core.host.house import Lodger
from core.sdk.checking.files import short, sources

_NEVER_QUERY = ("links", "allows", "recipes")
_WHOLE = ("exports", "personal_data", "forget_person")
_VERSION = re.compile(r"\d+\.\d+\.\d+")


def version_is_three_numbers(lodger: Lodger) -> Iterator[str]:
    """An archive names it, and an operator compares it."""
    if not _VERSION.fullmatch(lodger.plugin.version):
        yield f"the version {lodger.plugin.version!r} must be three numbers, such as 1.0.0"


def imports_stay_in_the_sdk(lodger: Lodger) -> Iterator[str]:
    """A plugin imports `core.sdk` and itself, never another plugin and never deeper core."""
    own = lodger.module.__name__
    for file in sources(lodger):
        for name, line in _imported(file):
            deeper = name.split(".")[0] == "core" and not (name == "core.sdk" or name.startswith("core.sdk."))
            other = name.startswith(("plugins.", "tenants", "academy")) and not name.startswith(own)
            if deeper:
                yield f"{short(lodger, file)}, line {line}: imports {name}; take it from core.sdk"
            elif other:
                yield f"{short(lodger, file)}, line {line}: imports {name}; a plugin never imports another one"


def hooks_are_shaped_as_agreed(lodger: Lodger) -> Iterator[str]:
    """A hook is marked, says what it does, and is plain where no query may run."""
    for name in HOOKS:
        implementation = getattr(lodger.module, name, None)
        if implementation is None:
            continue
        if not hasattr(implementation, "allmenning_impl"):
            yield f"{name}() is not marked as a hook: write @hookimpl above it, or give it another name"
        if name in _NEVER_QUERY and inspect.iscoroutinefunction(implementation):
            yield f"{name}() must be a plain function (def): it is asked where no query may run"
        if not inspect.getdoc(implementation):
            yield f"{name}() has no docstring: say in a sentence what it answers"


def data_is_whole(lodger: Lodger) -> Iterator[str]:
    """Who keeps what people did can give it out and forget it."""
    plugin = lodger.plugin
    if not (plugin.tables or any(method.contributes for method in plugin.methods)):
        return
    for hook in _WHOLE if plugin.methods else _WHOLE[1:]:
        if not hasattr(lodger.module, hook):
            yield f"it keeps what people did, so it needs the hook {hook}()"


def actions_are_used(lodger: Lodger) -> Iterator[str]:
    """Every action that is declared is named by a route or asked about in the code or a template."""
    templates = (lodger.folder / "templates").rglob("*.html")
    text = "".join(file.read_text() for file in (*sources(lodger), *templates))
    for action in lodger.plugin.all_actions():
        if text.count(f'"{action.name}"') < 2 and not _answered_by_core(action.name):  # noqa: PLR2004 - declared, used
            yield f"the action {action.name} is declared and never used: name it in a route, or let it go"


def settings_begin_with_values(lodger: Lodger) -> Iterator[str]:
    """A new activity begins with its method's settings as they are without a word from staff."""
    given = [(f"the method {method.id}", method.settings) for method in lodger.plugin.methods]
    for whose, settings in (*given, ("the plugin", lodger.plugin.tenant_settings)):
        try:
            settings()
        except Exception as error:  # noqa: BLE001 - whatever the plugin's own code raises
            yield f"the settings of {whose} need a value for each field to begin with: {said(error)}"


HOOKS = tuple(name for name, member in vars(hookspecs).items() if hasattr(member, "allmenning_spec"))


def _imported(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module, node.lineno


def _answered_by_core(action_name: str) -> bool:
    # Comments and reactions are posted to core's own pages.
    return action_name.rpartition(".")[2] in ("comment", "support", "oppose")
