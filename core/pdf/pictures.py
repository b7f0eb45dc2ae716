"""The pictures that a paper names, read before it is set: setting type happens in a thread, where nothing can be awaited."""

import re

from core.files.service import find_file
from core.outside.storage import storage

Pictures = dict[str, bytes]  # path -> content

_PICTURE = re.compile(r"/files/([a-z0-9]{1,40})/([0-9a-z]{1,20}\.(?:webp|png|jpg))")


async def pictures_named_in(html: str) -> Pictures:
    """Those of the place in scope; one that is gone is left out."""
    found: Pictures = {}
    for match in _PICTURE.finditer(html):
        key, variant = match.groups()
        kept = await find_file(key)
        if kept is not None and variant in kept.variants:
            found[match.group(0)] = await storage().read(kept.path(variant))
    return found
