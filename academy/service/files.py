"""Files of a course: from an installed package's folder, or kept for the municipality."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from academy.loading import Course
from core.sdk import Answer, Data, Stream, send_kept, value, wanted_part

TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".vtt": "text/vtt",
}
_PIECE = 256 * 1024
_PARTIAL = 206
_SMALL = 4_000_000


async def file_of(course: Course, name: str, wanted: str = "") -> Answer | None:
    """None where the course has no such file. `name` is looked up among the course's own names: no path leads out of it."""
    kind = TYPES.get(Path(name).suffix.lower())
    if kind is None:
        return None
    if name.endswith(".vtt") and name in course.files.texts:
        return Data(course.files.texts[name].encode(), kind)
    if name not in course.files.others:
        return None
    if course.files.folder is not None:
        return await _from_folder(course.files.folder / name, kind, wanted)
    key = await value("SELECT files ->> $2 FROM academy_own_course WHERE slug = $1", course.slug, name)
    return await _kept(key, kind) if key else None


async def _kept(key: str, kind: str) -> Answer:
    found: Any = await send_kept(key)
    return Stream(
        found.chunks, found.filename, kind, headers=found.headers, inline=True, needs_database=False
    )


async def _from_folder(file: Path, kind: str, wanted: str) -> Answer:
    """A film by the piece that the player asks for."""
    headers = {"cache-control": "private, max-age=3600", "accept-ranges": "bytes"}
    if kind == "image/svg+xml":
        headers["content-security-policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    size = (await asyncio.to_thread(file.stat)).st_size
    if asked := wanted_part(wanted, size):
        part = asked[: _SMALL + 1]
        headers |= {"content-range": f"bytes {part.start}-{part.stop - 1}/{size}"}
        return Data(await asyncio.to_thread(_read, file, part), kind, status=_PARTIAL, headers=headers)
    if size <= _SMALL:
        return Data(await asyncio.to_thread(file.read_bytes), kind, headers=headers)
    return Stream(_pieces(file), file.name, kind, headers=headers, inline=True, needs_database=False)


def _read(file: Path, part: range) -> bytes:
    with file.open("rb") as source:
        source.seek(part.start)
        return source.read(len(part))


async def _pieces(file: Path) -> AsyncIterator[bytes]:
    with file.open("rb") as source:
        while piece := await asyncio.to_thread(source.read, _PIECE):
            yield piece
