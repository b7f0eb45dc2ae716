"""A kept file that is not public, handed out by a page of its own: whoever asks for it must have let the visitor in."""

from core.files.service import find_file
from core.http import NotFound, Stream
from core.outside.storage import NotStoredError, storage


async def send_kept(key: str, *, name: str = "") -> Stream:
    """The answer of a handler, after its guard. Raises NotFound where the file is gone."""
    file = await find_file(key)
    if file is None or file.kind != "document":
        raise NotFound
    try:
        chunks = await storage().stream(file.path("document"))
    except NotStoredError:
        raise NotFound from None
    headers = {"cache-control": "private, no-store"}
    return Stream(chunks, name or file.name, file.media_type, headers=headers, needs_database=False)
