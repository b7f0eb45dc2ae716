"""Freezing tables into a first migration: what an app's tables are today becomes where its history begins."""

from pathlib import Path

from core.db.migrations import App
from core.db.schema import create_statements

_HEAD = '''"""The tables of {app} when their history began. Written by `allmenning plugin freeze`; never changed by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from {door} import execute

STATEMENTS = (
'''
_TAIL = ''')


async def forwards() -> MigrationManager:
    """Run by `allmenning migrate` in the scope of one tenant."""
    manager = MigrationManager(migration_id="{name}", app_name="{app}", description="")

    async def run() -> None:
        for statement in STATEMENTS:
            await execute(statement)

    manager.add_raw(run)
    return manager
'''


def freeze(app: App, folder: Path) -> Path:
    """Write `<app>_0001_initial.py`. Only while nothing has been released: afterwards a change is a migration of its own."""
    name = f"{app.id}_0001_initial"
    later = [found for found in app.names() if found != name]
    if later:
        raise ValueError(f"{app.id} has a history already: {', '.join(later)}")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.py"
    door = "core.db" if app.id in ("core", "platform") else "core.sdk"
    statements = "".join(f"    {statement!r},\n" for statement in create_statements(app.tables))
    file.write_text(_HEAD.format(app=app.id, door=door) + statements + _TAIL.format(name=name, app=app.id))
    return file
