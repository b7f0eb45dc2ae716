"""Files kept outside the database: a folder, or S3, Azure, Google with the same program."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

import obstore
from obstore.store import LocalStore, ObjectStore, from_url

from core.settings import settings

_KEY = re.compile(r"[a-z0-9]+(/[A-Za-z0-9][A-Za-z0-9_.-]*)+")
_PREFIX = re.compile(r"[a-z0-9]+(/[A-Za-z0-9][A-Za-z0-9_.-]*)*/?")
_LONGEST = 500


class NotStoredError(LookupError):
    """There is no object under this key."""


class Stored(NamedTuple):
    """One object in a listing."""

    key: str
    bytes: int
    modified: datetime


class Storage(Protocol):
    """Objects under keys `<tenant id>/<...>`: a tenant's files are whole, to export and to delete."""

    async def put(
        self, key: str, data: bytes | Path, *, media_type: str = "application/octet-stream"
    ) -> None: ...
    async def read(self, key: str) -> bytes: ...
    async def stream(self, key: str, *, part: range | None = None) -> AsyncIterator[bytes]: ...
    async def delete(self, key: str) -> None: ...
    async def delete_prefix(self, prefix: str) -> int: ...
    def list(self, prefix: str) -> AsyncIterator[Stored]: ...


@cache
def storage() -> Storage:
    """The one of this process, from STORAGE_URL."""
    return storage_from(settings().storage_url)


def storage_from(url: str) -> "ObjectStorage":
    """`file:///folder` (made if it is missing), `s3://bucket/folder`, `az://…`, `gs://…`, `memory:///`."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        folder = Path(unquote(parts.path))
        folder.mkdir(parents=True, exist_ok=True)
        return ObjectStorage(LocalStore(folder, automatic_cleanup=True))
    return ObjectStorage(from_url(url))


class ObjectStorage:
    """Storage by obstore."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    async def put(
        self, key: str, data: bytes | Path, *, media_type: str = "application/octet-stream"
    ) -> None:
        """Whole or not at all; an object already there is replaced. A file on disk is read piece by piece."""
        _check(key)
        attributes = None if isinstance(self._store, LocalStore) else {"Content-Type": media_type}
        await obstore.put_async(self._store, key, data, attributes=attributes)

    async def read(self, key: str) -> bytes:
        found = await self._get(key)
        return bytes(await found.bytes_async())

    async def stream(self, key: str, *, part: range | None = None) -> AsyncIterator[bytes]:
        """The pieces of an object, or of those bytes of it. Raises before the first one when there is none."""
        found = await self._get(key, part)
        return _pieces(found)

    async def delete(self, key: str) -> None:
        """No complaint when it is gone already."""
        _check(key)
        try:
            await obstore.delete_async(self._store, key)
        except FileNotFoundError:
            return

    async def delete_prefix(self, prefix: str) -> int:
        """Everything below; how many there were."""
        keys = [stored.key async for stored in self.list(prefix)]
        for start in range(0, len(keys), 1000):
            await obstore.delete_async(self._store, keys[start : start + 1000])
        return len(keys)

    async def list(self, prefix: str) -> AsyncIterator[Stored]:
        if not _PREFIX.fullmatch(prefix):
            raise ValueError(f"not a prefix: {prefix!r}")
        async for batch in obstore.list(self._store, prefix.rstrip("/")):
            for meta in batch:
                yield Stored(meta["path"], meta["size"], meta["last_modified"])

    async def _get(  # the name of what it returns exists for type checkers only
        self, key: str, part: range | None = None
    ) -> "obstore.GetResult":
        _check(key)
        options: Any = {"range": (part.start, part.stop)} if part is not None else None
        try:
            return await obstore.get_async(self._store, key, options=options)
        except FileNotFoundError:
            raise NotStoredError(key) from None


async def _pieces(found: "obstore.GetResult") -> AsyncIterator[bytes]:
    async for piece in found.stream(min_chunk_size=256 * 1024):
        yield bytes(piece)


def _check(key: str) -> None:
    """Keys are made by the program, never from a person's file name; this keeps it so."""
    if len(key) > _LONGEST or not _KEY.fullmatch(key):
        raise ValueError(f"not a storage key: {key!r}")
