"""Taking a place out: a zip file with a table each, the files, and the manifest as its last part."""

import hashlib
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from core.db import ENGINE, run_script, value
from core.host.archive.manifest import (
    BOOKKEEPING,
    LEFT_OUT,
    NAME,
    FilePart,
    Manifest,
    Origin,
    TablePart,
    migrations_here,
    plugins_here,
    software_version,
)
from core.host.archive.schema import tables_in_order
from core.outside.storage import storage
from core.tenancy import Tenant, scope


async def export_tenant(tenant: Tenant, *, to: Path) -> Manifest:
    """Write the archive; it has its name only when it is whole. People may go on working meanwhile."""
    draft = to.with_name(f"{to.name}.part")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            manifest = await _fill(archive, tenant)
            archive.writestr(NAME, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        draft.rename(to)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


async def _fill(archive: zipfile.ZipFile, tenant: Tenant) -> Manifest:
    async with scope(tenant, read_only=True):
        # All tables as of one moment, whatever is written while we read.
        await run_script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        tables = await tables_in_order()
        plugins, migrations = await plugins_here(), await migrations_here()
        parts = [
            await _table(archive, name, columns)
            for name, columns in tables.items()
            if name not in LEFT_OUT and name != BOOKKEEPING
        ]
    files = [part async for part in _files(archive, tenant)]
    return Manifest(
        made_at=datetime.now(UTC),
        software=software_version(),
        tenant=_origin(tenant),
        plugins=plugins,
        migrations=migrations,
        tables=tuple(parts),
        files=tuple(files),
    )


async def _table(archive: zipfile.ZipFile, name: str, columns: tuple[str, ...]) -> TablePart:
    digest, size = hashlib.sha256(), 0
    with archive.open(f"tables/{name}.copy", "w", force_zip64=True) as target:

        async def take(data: bytes) -> None:
            nonlocal size
            digest.update(data)
            size += len(data)
            target.write(data)

        await ENGINE.connection.copy_from_table(name, columns=columns, output=take, format="text")
    count = await value(f'SELECT count(*) FROM "{name}"')
    return TablePart(name=name, columns=columns, rows=count, bytes=size, sha256=digest.hexdigest())


async def _files(archive: zipfile.ZipFile, tenant: Tenant) -> AsyncIterator[FilePart]:
    async for stored in storage().list(f"{tenant.id}/"):
        key = stored.key.removeprefix(f"{tenant.id}/")
        digest, size = hashlib.sha256(), 0
        with archive.open(f"files/{key}", "w", force_zip64=True) as target:
            async for piece in await storage().stream(stored.key):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
        yield FilePart(key=key, bytes=size, sha256=digest.hexdigest())


def _origin(tenant: Tenant) -> Origin:
    return Origin(
        id=tenant.id,
        kind=tenant.kind,
        status=tenant.status,
        name=tenant.name,
        hosts=tenant.hosts,
        organisation=tenant.organisation,
    )
