"""Keeping files, finding them, and saying who may see them. The only writer of `file`."""

import asyncio
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from core.db import execute, row
from core.files.check import Purpose, Upload, check_upload
from core.files.pictures import make_pictures
from core.files.ref import FileRef
from core.outside.storage import storage
from core.people import Person
from core.tenancy import current_tenant
from core.text import clean_line

_AT_ONCE = 2  # pictures opened at the same time by one process: each may take 100 MB for a moment
_opening = asyncio.Semaphore(_AT_ONCE)
_LONGEST_NAME = 120
_FIRST = {Purpose.DOCUMENT: "d", Purpose.RECORDING: "r"}  # of a key: see `kind_of`
_TYPES = {"webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


class Kept(FileRef, frozen=True, kw_only=True):
    """A file with what is needed to serve it."""

    owner_id: int | None
    variants: tuple[str, ...]

    def path(self, variant: str) -> str:
        return stored_at(self.key, variant)


async def keep_upload(
    upload: Upload, *, purpose: Purpose, owner: Person | None, public: bool = True
) -> FileRef:
    """Check, make anew, store. Raises refusals that say what to do (`core.files.refusals`)."""
    media_type = check_upload(upload, purpose)
    if purpose in (Purpose.DOCUMENT, Purpose.RECORDING):
        made = {purpose.value: upload.data}
        size: tuple[int | None, int | None] = (None, None)
    else:
        async with _opening:
            pictures = await asyncio.to_thread(make_pictures, upload.data, media_type, purpose)
        made, size, media_type = pictures.made, (pictures.width, pictures.height), "image/webp"
    ref = FileRef(
        key=_FIRST.get(purpose, "p") + secrets.token_hex(12),
        name=_shown_name(upload.filename),
        media_type=media_type,
        bytes=sum(map(len, made.values())),
        width=size[0],
        height=size[1],
        public=public,
    )
    await _store(ref, made)
    await _write(ref, purpose, owner, made)
    return ref


async def keep_made(
    content: bytes | Path, *, name: str, media_type: str, owner: Person | None = None
) -> FileRef:
    """Keep a file that the program itself made: a report, a package; a large one from a path, piece by piece.

    It is not public: hand it out by `send_kept`, behind an action of your own. It stays as long as its key stands in a table.
    """
    size = len(content) if isinstance(content, bytes) else (await asyncio.to_thread(content.stat)).st_size
    ref = FileRef(
        key="d" + secrets.token_hex(12),
        name=_shown_name(name),
        media_type=media_type,
        bytes=size,
        public=False,
    )
    await storage().put(stored_at(ref.key, "document"), content, media_type=media_type)
    await _write(ref, Purpose.DOCUMENT, owner, {"document": content})
    return ref


async def find_file(key: str) -> Kept | None:
    found = await row(
        "SELECT key, name, media_type, bytes, width, height, public, owner AS owner_id, variants "
        "FROM file WHERE key = $1",
        key,
    )
    return Kept(**{**found, "variants": tuple(found["variants"])}) if found else None


async def set_public(keys: Iterable[str], *, public: bool) -> None:
    """When a draft with files is published, or something with files is hidden."""
    await execute("UPDATE file SET public = $2 WHERE key = ANY($1::text[])", list(keys), public)


async def own_files(keys: Iterable[str], *, person: Person) -> set[str]:
    """Of keys that came with a form: those that this person sent. The others are not theirs to use."""
    sql = "SELECT array_agg(key) AS keys FROM file WHERE key = ANY($1::text[]) AND owner = $2"
    found = await row(sql, list(keys), person.id)
    return set(found["keys"] or ()) if found else set()


def stored_at(key: str, variant: str) -> str:
    return f"{current_tenant().id}/files/{key}/{variant}"


def variant_type(variant: str, media_type: str) -> str:
    return _TYPES.get(variant.rpartition(".")[2], media_type)


async def _store(ref: FileRef, made: dict[str, bytes]) -> None:
    """Before the row, so that none points at nothing. What a rollback leaves behind, the sweep takes."""
    for variant, data in made.items():
        media_type = variant_type(variant, ref.media_type)
        await storage().put(stored_at(ref.key, variant), data, media_type=media_type)


async def _write(ref: FileRef, purpose: Purpose, owner: Person | None, made: dict[str, Any]) -> None:
    await execute(
        "INSERT INTO file (key, owner, purpose, name, media_type, bytes, width, height, variants, public) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        ref.key,
        owner.id if owner else None,
        purpose.value,
        ref.name,
        ref.media_type,
        ref.bytes,
        ref.width,
        ref.height,
        sorted(made),
        ref.public,
    )


def _shown_name(filename: str) -> str:
    """The last part of a path, as one clean line, its ending kept when it is cut."""
    name = clean_line(filename.replace("\\", "/").rpartition("/")[2])
    if len(name) <= _LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    kept = f"{dot}{ending}"[:10]
    return stem[: _LONGEST_NAME - len(kept)] + kept
