"""A contribution's files are seen by all only while it is: not before a moderator has looked, not after it is hidden."""

from collections.abc import Iterable
from typing import Any

from core.files import set_public


async def show_files(files: Iterable[dict[str, Any]], *, shown: bool) -> None:
    """As they stand in `contribution.files`. Hidden ones open for who sent them, and for staff."""
    keys = [file["key"] for file in files if file.get("key")]
    if keys:
        await set_public(keys, public=shown)
