"""From a folder to a plugin that can be asked: importing it, or saying in a sentence why that cannot be done."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from core.host import hookspecs
from core.host.find import PluginRefused, manager_for, move_in, said
from core.host.house import Lodger


def lodger_of(path: Path) -> Lodger:
    """Import the package in this folder, ask for its declaration and check that. Raises PluginRefused."""
    folder = path.resolve()
    _must_be_a_package(folder)
    root = next(above for above in folder.parents if not (above / "__init__.py").is_file())
    with _importable(root):
        module = _imported(".".join(folder.relative_to(root).parts))
        manager_for(hookspecs, [module])
        return move_in(module)


def _must_be_a_package(folder: Path) -> None:
    if not folder.is_dir():
        raise PluginRefused(f"{folder} is not a folder: name the folder of the plugin's package")
    if (folder / "__init__.py").is_file():
        return
    inside = sorted(
        found.parent for found in (*folder.glob("*/__init__.py"), *folder.glob("src/*/__init__.py"))
    )
    hint = f"; do you mean {inside[0].relative_to(folder)}?" if inside else ""
    raise PluginRefused(f"{folder.name} is not a package: it has no __init__.py{hint}")


@contextmanager
def _importable(parent: Path) -> Iterator[None]:
    sys.path.insert(0, str(parent))
    try:
        yield
    finally:
        sys.path.remove(str(parent))


def _imported(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except Exception as error:
        raise PluginRefused(f"{name} cannot be imported: {said(error)}") from error
