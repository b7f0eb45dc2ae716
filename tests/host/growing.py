"""A plugin whose history grows while the test runs; its folder is the test's own."""

import asyncio
import os
import types
from pathlib import Path

from core.sdk import Plugin, _
from core.sdk.tables import BigSerial, Table, Timestamptz, TimestamptzNow

_FILE = """\
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from core.db import execute

ID = "{name}"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="growing")

    async def run():
        for statement in {statements!r}:
            await execute(statement)

    manager.add_raw(run)
    return manager
"""


class Step(Table, tablename="growing"):
    id = BigSerial(primary_key=True)
    at = Timestamptz(default=TimestamptzNow())


def growing_in(folder: Path) -> types.ModuleType:
    """The plugin, as the host gets it."""
    (folder / "migrations").mkdir(parents=True, exist_ok=True)
    module = types.ModuleType("growing_plugin")

    def plugin() -> Plugin:
        return Plugin(
            id="growing",
            name=_("Growing"),
            summary=_("Grows."),
            version="1",
            sdk="1",
            tables=(Step,),
            folder=folder,
        )

    module.plugin = plugin  # type: ignore[attr-defined]
    return module


def grow(folder: Path, number: int, *statements: str) -> str:
    """One more migration; its name."""
    name = f"growing_{number:04}_step"
    (folder / "migrations" / f"{name}.py").write_text(_FILE.format(name=name, statements=statements))
    return name


async def _migrate(folder: Path) -> None:
    from core.app import build
    from core.db import ENGINE
    from core.host.migrate import migrate
    from core.settings import settings

    build([growing_in(folder)])
    await ENGINE.start(settings().database_url, size=10)
    async for result in migrate(parallel=2):
        print(result.tenant.id, result.ran, result.error, flush=True)  # noqa: T201 - a program of its own
    await ENGINE.stop()


if __name__ == "__main__":
    asyncio.run(_migrate(Path(os.environ["GROWING"])))
