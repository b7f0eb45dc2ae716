"""Migration files and their bookkeeping. Which tenants, in what order, is the host's business (`core.host.migrate`).

A migration is a Piccolo one: a file `<app>_<number>_<subject>.py` with `async def forwards() -> MigrationManager`. File names
begin with the app's id, since Piccolo imports by bare name and a second `m0001_initial` would silently run the first.
"""

import hashlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from piccolo.apps.migrations.auto import migration_manager
from piccolo.table import Table

from core.db.query import execute, rows, run_script
from core.db.schema import MIGRATION_TABLE, create_statements

# Piccolo tells the terminal of each step with print(); with several tenants at a time that is noise. The command tells.
vars(migration_manager)["print"] = lambda *_words, **_how: None


@dataclass(frozen=True)
class App:
    """Something with tables and a history of its own: the core, the platform, a plugin."""

    id: str
    tables: tuple[type[Table], ...]
    migrations: Path | None

    def names(self) -> list[str]:
        """Its migrations, oldest first."""
        return [file.stem for file in self.files()]

    def files(self) -> list[Path]:
        return sorted(self.migrations.glob(f"{self.id}_[0-9]*.py")) if self.migrations else []


@cache
def _module(file: Path) -> ModuleType:
    # A name that cannot meet another's: two plugins may be installed from anywhere.
    name = f"allmenning_migration_{hashlib.sha256(str(file).encode()).hexdigest()[:12]}_{file.stem}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot read the migration {file.name}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def pending(app: App) -> list[Path]:
    """Files of this app that the schema in scope has not had. Also makes the bookkeeping table where it is missing."""
    await execute(MIGRATION_TABLE)
    had = {r["name"] for r in await rows("SELECT name FROM migration WHERE app = $1", app.id)}
    return [file for file in app.files() if file.stem not in had]


async def run_pending(app: App, *, lock_timeout: str = "5s") -> list[str]:
    """Bring one app up to date in the open transaction; the names of what ran. Two deploys at once wait for each other."""
    await run_script(f"SET LOCAL lock_timeout = '{lock_timeout}'")
    await execute("SELECT pg_advisory_xact_lock(hashtext('allmenning migrate ' || current_schema()))")
    ran = []
    for file in await pending(app):
        manager = await _module(file).forwards()
        await manager.run()
        await _note(app, [file.stem])
        ran.append(file.stem)
    return ran


async def create_as_now(app: App) -> None:
    """Make the app's tables as they are today, and note its migrations as had."""
    await run_script(creation_script(app))
    await _note(app, app.names())


@cache
def creation_script(app: App) -> str:
    """All of an app's DDL as one script: one round trip."""
    return ";\n".join((MIGRATION_TABLE, *create_statements(app.tables)))


async def _note(app: App, names: Sequence[str]) -> None:
    await execute("INSERT INTO migration (app, name) SELECT $1, unnest($2::varchar[])", app.id, list(names))
