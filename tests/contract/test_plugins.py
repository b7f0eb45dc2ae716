"""Every plugin that ships passes the suite that a vendor's plugin must pass."""

import ast
import inspect
from pathlib import Path

import pytest

from core.host import House, hookspecs
from core.host.find import PluginRefused, move_in
from core.sdk.checking import CHECKS, check_lodger
from core.settings import project_folder
from core.tenancy import platform_tables

HOOKS = [name for name, member in vars(hookspecs).items() if hasattr(member, "allmenning_spec")]
SOURCES = [
    file
    for room in ("academy", "core", "tenants", "plugins")
    for file in (project_folder() / room).rglob("*.py")
]


def test_every_plugin_keeps_the_rules(house: House) -> None:
    problems = {
        lodger.plugin.id: found
        for lodger in house.lodgers.values()
        if lodger.plugin.where == "tenants"
        and not lodger.plugin.fixed  # those of `tenants` run the service: they see core, as it says in design.md
        and (found := check_lodger(lodger))
    }
    assert problems == {}


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_is_documented(name: str) -> None:
    assert len(inspect.getdoc(getattr(hookspecs, name)) or "") > 20


@pytest.mark.parametrize("name", [hook for hook in HOOKS if hook != "plugin"])
def test_every_hook_is_asked_for_by_the_host(name: str) -> None:
    asked = [file for file in SOURCES if f'"{name}"' in file.read_text() or f".{name}(" in file.read_text()]
    assert [file for file in asked if file.name != "hookspecs.py" and "checking" not in file.parts] != []


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_has_a_shipped_plugin_that_needs_it(name: str, house: House) -> None:
    needed = [lodger.plugin.id for lodger in house.lodgers.values() if hasattr(lodger.module, name)]
    examples = (project_folder() / "examples").glob("*/src/*/__init__.py")  # test_pinboard.py runs them
    assert needed + [file.parent.name for file in examples if f"def {name}(" in file.read_text()] != []


def test_every_route_of_core_names_an_action(house: House) -> None:
    assert [route.name for route in house.core_routes if not route.action] == []


def test_a_handler_without_an_action_is_refused_with_its_name(tmp_path: Path) -> None:
    broken = _module("""
from core.sdk import Plugin, get, _
@get("/broken")
async def nameless(visit): ...
def plugin():
    return Plugin(id="broken", name=_("B"), summary=_("B"), version="1", sdk="1", routes=(nameless,))
""")
    with pytest.raises(PluginRefused, match="nameless"):
        move_in(broken)


def test_every_check_is_documented() -> None:
    assert [check.__name__ for check in CHECKS if not inspect.getdoc(check)] == []


def test_only_the_platform_knows_platform_tables() -> None:
    names = {table._meta.tablename for table in platform_tables.TABLES}
    assert "tenant" in names
    for file in SOURCES:
        if any(file.is_relative_to(project_folder() / room) for room in ("academy", "plugins")):
            assert "platform_tables" not in file.read_text()


def test_no_query_is_built_from_what_people_bring() -> None:
    """An f-string handed to the database may hold names of ours, never `visit`, `form` or a request's values."""
    suspicious = []
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "rows",
                "row",
                "value",
                "execute",
            ):
                text = ast.unparse(node.args[0]) if node.args else ""
                if text.startswith("f") and any(
                    word in text for word in ("visit.", "form.", "request.", "query[")
                ):
                    suspicious.append(f"{file.name}:{node.lineno}")
    assert suspicious == []


def _module(source: str) -> object:
    import types

    module = types.ModuleType("broken_plugin")
    module.__file__ = __file__
    exec(source, module.__dict__)  # noqa: S102 - our own text, a few lines above
    for member in list(vars(module).values()):
        if inspect.isfunction(member):
            member.__module__ = module.__name__
    return module
