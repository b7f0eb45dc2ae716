"""A vendor names a folder: the distribution's or the package's. Which package is meant, and what its next migration is called."""

import re
from pathlib import Path

from core.host.find import PluginRefused
from core.host.house import Lodger

_MIGRATION = '''"""{said}: run once in each place that has the tables of the version before."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.sdk import execute


async def forwards() -> MigrationManager:
    """In one transaction with its bookkeeping. Change tables.py too: both ways must lead to the same tables."""
    manager = MigrationManager(migration_id="{name}", app_name="{app}", description="")

    async def run() -> None:
        await execute("{statement}")

    manager.add_raw(run)
    return manager
'''


def package_in(path: Path) -> Path:
    """The folder of the package: the one that is named, or the only one below it. Raises PluginRefused."""
    if (path / "__init__.py").is_file() or not path.is_dir():
        return path
    found = sorted(file.parent for where in ("src/*", "*") for file in path.glob(f"{where}/__init__.py"))
    found = [folder for folder in found if folder.name not in ("tests", "docs")]
    if len(found) == 1:
        return found[0]
    if not found:
        raise PluginRefused(f"{path} holds no package: name the folder that has __init__.py in it")
    named = ", ".join(str(folder.relative_to(path)) for folder in found)
    raise PluginRefused(f"{path} holds several packages ({named}): name the one you mean")


def write_migration(lodger: Lodger, subject: str, statement: str) -> Path:
    """The next one in the plugin's history. The statement stands in it for the author to look at. Raises PluginRefused."""
    word = re.sub(r"[^a-z0-9]+", "_", subject.lower()).strip("_")
    had = lodger.app.names()
    if not had:
        raise PluginRefused(
            f"{lodger.plugin.id} has no first migration yet: `allmenning plugin freeze` writes it"
        )
    if not word:
        raise PluginRefused("say in a word or two what changes, such as 'corner'")
    number = max(int(found[1]) for name in had if (found := re.search(r"_(\d{4})_", name))) + 1
    name = f"{lodger.plugin.id}_{number:04}_{word}"
    file = lodger.folder / "migrations" / f"{name}.py"
    file.write_text(
        _MIGRATION.format(
            said=subject.capitalize(),
            name=name,
            app=lodger.plugin.id,
            statement=statement.replace('"', r"\""),
        )
    )
    return file
