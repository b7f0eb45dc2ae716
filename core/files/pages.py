"""A kept file, sent to whom may see it."""

import re

from core.files.playing import send_recording
from core.files.ref import WIDTHS
from core.files.service import Kept, find_file, variant_type
from core.http import NotFound, Stream, Visit, get
from core.outside.storage import NotStoredError, storage

_KEY = re.compile(r"[pdr][0-9a-f]{24}")
_WIDTH = re.compile(r"([1-9][0-9]{0,3})\.webp")
# Kept by the browser for good, since a key's bytes never change; but by no cache in between, which would
# go on showing what a moderator has hidden.
_FOR_EVER = "private, max-age=31536000, immutable"


@get("/files/{key:str}/{name:str}", action="files.read")
async def send_file(visit: Visit, key: str, name: str) -> Stream:
    """What is not there, not here or not for this visitor: all the same 404."""
    file = await find_file(key) if _KEY.fullmatch(key) else None
    variant = wanted(file, name) if file and may_see(visit, file) else None
    if file is None or variant is None:
        raise NotFound
    headers = {"cache-control": _FOR_EVER if file.public else "private, no-store"}
    if file.kind == "recording":
        return await send_recording(visit, file, headers)
    try:
        chunks = await storage().stream(file.path(variant))
    except NotStoredError:
        raise NotFound from None
    media_type = variant_type(variant, file.media_type)
    inline = file.kind == "image"
    return Stream(chunks, file.name or name, media_type, inline=inline, headers=headers, needs_database=False)


def may_see(visit: Visit, file: Kept) -> bool:
    if file.public:
        return True
    person = visit.person
    return person is not None and (person.is_staff or person.id == file.owner_id)


def wanted(file: Kept, name: str) -> str | None:
    """The stored object that an address means; of pictures the smallest that is wide enough."""
    if file.kind != "image":
        return file.kind
    if name in file.variants:
        return name
    width = _WIDTH.fullmatch(name)
    if width is None or int(width[1]) > WIDTHS[-1]:
        return None
    kept = sorted(
        int(variant.removesuffix(".webp")) for variant in file.variants if variant.endswith(".webp")
    )
    return f"{next((w for w in kept if w >= int(width[1])), kept[-1])}.webp"
