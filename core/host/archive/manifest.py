"""What an archive says of itself: format, versions, and a checksum of every part."""

from datetime import datetime
from importlib.metadata import version

import msgspec

from core.db import rows
from core.db.migrations import App
from core.host.house import house
from core.i18n import Text, _
from core.text import Refused

FORMAT = 1
NAME = "manifest.json"
# A session or a code is good at the old address only; what waits to be done is done where it was asked for.
# What a search looks through follows the contributions by itself.
LEFT_OUT = frozenset({"session", "sign_in_code", "outbox", "job_progress", "contribution_words"})
BOOKKEEPING = "migration"  # compared, never loaded: the new place notes for itself what its tables are


class ArchiveRefused(Refused):
    """The archive cannot be used here; the message says why."""

    def __init__(self, message: Text | None = None) -> None:
        super().__init__(
            message or _("This is not an archive of a place, or it was changed after it was made.")
        )


class TablePart(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    columns: tuple[str, ...]
    rows: int
    bytes: int
    sha256: str

    @property
    def path(self) -> str:
        return f"tables/{self.name}.copy"


class FilePart(msgspec.Struct, frozen=True, kw_only=True):
    """`key` is the storage key without the tenant's id, which may be another one where it is brought in."""

    key: str
    bytes: int
    sha256: str

    @property
    def path(self) -> str:
        return f"files/{self.key}"


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """The tenant as it was registered."""

    id: str
    kind: str
    status: str
    name: str
    hosts: tuple[str, ...]
    organisation: dict[str, str]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    format: int = FORMAT
    made_at: datetime
    software: str
    tenant: Origin
    plugins: dict[str, str]  # id -> version
    migrations: dict[str, list[str]]  # app -> what its tables have had
    tables: tuple[TablePart, ...]
    files: tuple[FilePart, ...]

    @property
    def parts(self) -> tuple[TablePart | FilePart, ...]:
        return (*self.tables, *self.files)


def software_version() -> str:
    return version("allmenning")


async def plugins_here() -> dict[str, str]:
    """The plugins that are on in the place in scope, and those that were and have left tables."""
    there = {found["relname"] for found in await rows(_TABLES)}
    enabled = set((await rows("SELECT settings->'plugins' AS plugins FROM site"))[0]["plugins"] or {})
    return {
        lodger.plugin.id: lodger.plugin.version
        for lodger in house().lodgers.values()
        if lodger.plugin.id in enabled or there & _names(lodger.app)
    }


async def migrations_here() -> dict[str, list[str]]:
    found = await rows("SELECT app, array_agg(name::text ORDER BY name) AS names FROM migration GROUP BY app")
    return {each["app"]: each["names"] for each in found}


def _names(app: App) -> set[str]:
    return {str(table._meta.tablename) for table in app.tables}  # noqa: SLF001 - Piccolo's public way to the name


_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
