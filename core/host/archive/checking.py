"""Is this an archive, is it whole and unchanged, and does it fit here? Asked before anything is made."""

import hashlib
import re
import zipfile
from pathlib import Path

import msgspec

from core.host.archive.manifest import FORMAT, NAME, ArchiveRefused, FilePart, Manifest, TablePart
from core.host.house import house
from core.i18n import _
from core.tenancy import Kind, Status

_LARGEST_MANIFEST = 200_000_000
_TABLE = re.compile(r"[a-z][a-z0-9_]{0,62}")
_COLUMN = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*")
_TENANT = re.compile(r"[a-z0-9]{4,20}")
_PIECE = 1 << 20


def open_archive(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError) as error:
        raise ArchiveRefused from error


def checked_manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest, once every part has been read and is what it says. Raises ArchiveRefused."""
    manifest = _read(archive)
    _check_words(manifest)
    infos = {info.filename: info for info in archive.infolist()}
    if set(infos) != {NAME, *(part.path for part in manifest.parts)} or len(infos) != len(archive.infolist()):
        raise ArchiveRefused
    for part in manifest.parts:
        if infos[part.path].file_size != part.bytes:
            raise ArchiveRefused
        _check_sum(archive, part)
    _check_fits(manifest)
    return manifest


def _read(archive: zipfile.ZipFile) -> Manifest:
    try:
        info = archive.getinfo(NAME)
        if info.file_size > _LARGEST_MANIFEST:
            raise ArchiveRefused
        manifest = msgspec.json.decode(archive.read(info), type=Manifest)
    except (KeyError, zipfile.BadZipFile, msgspec.MsgspecError, ValueError) as error:
        raise ArchiveRefused from error
    if manifest.format != FORMAT:
        raise ArchiveRefused(_("This archive was made in a format that this version does not know."))
    return manifest


def _check_words(manifest: Manifest) -> None:
    """Names go into SQL and into storage keys: none that we would not have given ourselves."""
    names_fit = (
        _TENANT.fullmatch(manifest.tenant.id) is not None
        and manifest.tenant.kind in set(Kind) - {Kind.PLATFORM}
        and manifest.tenant.status in set(Status)
        and all(_TABLE.fullmatch(table.name) for table in manifest.tables)
        and all(_COLUMN.fullmatch(column) for table in manifest.tables for column in table.columns)
        and all(_FILE.fullmatch(file.key) for file in manifest.files)
    )
    if not names_fit:
        raise ArchiveRefused


def _check_sum(archive: zipfile.ZipFile, part: TablePart | FilePart) -> None:
    digest = hashlib.sha256()
    try:
        with archive.open(part.path) as source:
            while piece := source.read(_PIECE):
                digest.update(piece)
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise ArchiveRefused from error
    if digest.hexdigest() != part.sha256:
        raise ArchiveRefused


def _check_fits(manifest: Manifest) -> None:
    missing = sorted(set(manifest.plugins) - set(house().lodgers))
    if missing:
        raise ArchiveRefused(
            _("These plugins are needed first: {plugins}.").format(plugins=", ".join(missing))
        )
