"""The style sheet of a place's colours."""

import re

from core.http import Data, NotFound, Visit, get
from core.theme.css import generation, theme_css

_NAME = re.compile(r"([0-9a-f]{6})-([0-9a-f]{8})\.css")
_FOR_EVER = "public, max-age=31536000, immutable"


@get("/theme/{name:str}", action="site.view")
async def theme(visit: Visit, name: str) -> Data:  # noqa: ARG001 - a sheet is the same for everybody
    """Any colour: it is drawn from its address alone, so sign-up can show one that nobody has chosen yet."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise NotFound
    # While two versions of the program run side by side, the other's address is served but not kept.
    keeping = _FOR_EVER if found[2] == generation() else "no-store"
    css = theme_css(f"#{found[1]}")
    return Data(css.encode(), "text/css; charset=utf-8", headers={"cache-control": keeping})
