"""A recording, sent in the parts that a player asks for: without that nobody can jump in it, and Safari plays nothing."""

import re
from collections.abc import AsyncIterator

from core.files.service import Kept
from core.http import NotFound, Stream, Visit
from core.outside.storage import NotStoredError, storage

_ONE_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


async def send_recording(visit: Visit, file: Kept, headers: dict[str, str]) -> Stream:
    """Whole, or one part (RFC 9110, section 14): 206 with what was asked for, 416 where there is nothing of it."""
    part = wanted_part(visit.request.headers.get("range", ""), file.bytes)
    headers = {**headers, "accept-ranges": "bytes"}
    status = 200
    if part is not None:
        status = 206 if part else 416
        shown = f"{part.start}-{part.stop - 1}" if part else "*"
        headers["content-range"] = f"bytes {shown}/{file.bytes}"
    sent = range(file.bytes) if part is None else part
    headers["content-length"] = str(len(sent))
    try:
        chunks = await storage().stream(file.path("recording"), part=sent) if sent else _nothing()
    except NotStoredError:
        raise NotFound from None
    return Stream(
        chunks, file.name, file.media_type, inline=True, headers=headers, needs_database=False, status=status
    )


def wanted_part(asked: str, size: int) -> range | None:
    """The bytes that a `Range` header asks for, of a file with `size` bytes (RFC 9110, section 14).

    None: all of it, also where the question cannot be read or asks for several parts. Empty: nothing of it is there.
    """
    found = _ONE_RANGE.fullmatch(asked.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:  # the last so many bytes
        return range(max(0, size - int(found[2])), size)
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    if found[2] and int(found[2]) < first:
        return None
    return range(first, last + 1) if first < size else range(0)


async def _nothing() -> AsyncIterator[bytes]:
    return
    yield b""
