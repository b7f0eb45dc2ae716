"""Bringing a place in: checked first, then made whole in one transaction, or not at all."""

import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

from core.db import ENGINE
from core.host.archive.checking import checked_manifest, open_archive
from core.host.archive.manifest import (
    BOOKKEEPING,
    LEFT_OUT,
    ArchiveRefused,
    FilePart,
    Manifest,
    TablePart,
    migrations_here,
)
from core.host.archive.schema import empty, tables_in_order, wind_sequences
from core.host.provision import new_tenant_id, provision_here
from core.i18n import Text, _
from core.outside.storage import storage
from core.tenancy import PLATFORM, Kind, Status, Tenant, scope, within
from core.tenancy.registry import tenant_by_id

_PIECE = 1 << 18


async def import_tenant(source: Path, *, host: str) -> Tenant:
    """The tenant, at this host, under its old id or, where that is taken, a new one.

    Raises ArchiveRefused, HostTaken, OrganisationTaken; then nothing is left.
    """
    with open_archive(source) as archive:
        manifest = checked_manifest(archive)
        tenant_id = manifest.tenant.id if await _id_is_free(manifest.tenant.id) else new_tenant_id()
        try:
            return await _bring_in(archive, manifest, tenant_id, host)
        except BaseException:
            await storage().delete_prefix(f"{tenant_id}/")
            raise


async def _id_is_free(tenant_id: str) -> bool:
    """Neither registered, nor files lying about under it from one who was."""
    if await tenant_by_id(tenant_id) is not None:
        return False
    async for _stored in storage().list(f"{tenant_id}/"):
        return False
    return True


async def _bring_in(archive: zipfile.ZipFile, manifest: Manifest, tenant_id: str, host: str) -> Tenant:
    async with scope(PLATFORM):
        tenant = await provision_here(
            name=manifest.tenant.name,
            kind=Kind(manifest.tenant.kind),
            host=host,
            organisation=manifest.tenant.organisation,
            status=Status(manifest.tenant.status),
            plugins=list(manifest.plugins),
            tenant_id=tenant_id,
        )
        async with within(tenant):
            await _load(archive, manifest)
        for file in manifest.files:
            await _keep(archive, file, tenant)
    return tenant


async def _load(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    if await migrations_here() != manifest.migrations:
        raise ArchiveRefused(_other_version(manifest))
    tables = await tables_in_order()
    parts = {part.name: part for part in manifest.tables}
    wanted = {
        name: columns for name, columns in tables.items() if name not in LEFT_OUT and name != BOOKKEEPING
    }
    if {name: set(columns) for name, columns in wanted.items()} != {
        p.name: set(p.columns) for p in parts.values()
    }:
        raise ArchiveRefused(_other_version(manifest))
    await empty([name for name in tables if name != BOOKKEEPING])
    for name in wanted:
        await _load_table(archive, parts[name])
    await wind_sequences()


def _other_version(manifest: Manifest) -> Text:
    return _(
        "This archive was made by version {version}, whose tables are not the same as here. "
        "Bring both installations to the same version, and export again."
    ).format(version=manifest.software)


async def _load_table(archive: zipfile.ZipFile, part: TablePart) -> None:
    with archive.open(part.path) as source:

        async def pieces() -> AsyncIterator[bytes]:
            while piece := source.read(_PIECE):
                yield piece

        done: str = await ENGINE.connection.copy_to_table(
            part.name, source=pieces(), columns=part.columns, format="text"
        )
    if done != f"COPY {part.rows}":
        raise ArchiveRefused


async def _keep(archive: zipfile.ZipFile, file: FilePart, tenant: Tenant) -> None:
    await storage().put(f"{tenant.id}/{file.key}", archive.read(file.path))
