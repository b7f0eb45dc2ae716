"""A place's colours as a style sheet, over the ones that `frontend/styles/theme.css` was built with."""

import hashlib
from functools import lru_cache

from core.theme.scale import Scheme, scale

BUILT_IN = "#0b5c66"  # the accent of theme.css: it needs no style sheet of its own
# The layers and selectors of theme.css: the same names, later in the page, so that ours win.
_SHEET = """@layer ds.theme.color-scheme.light{{
:root,[data-color-scheme="light"]{{{light}}}
@media (prefers-color-scheme:light){{[data-color-scheme="auto"]{{{light}}}}}
}}
@layer ds.theme.color-scheme.dark{{
[data-color-scheme="dark"]{{{dark}}}
@media (prefers-color-scheme:dark){{[data-color-scheme="auto"]{{{dark}}}}}
}}
"""


@lru_cache(maxsize=256)
def theme_css(colour: str) -> str:
    return _SHEET.format(light=_declarations(colour, "light"), dark=_declarations(colour, "dark"))


def _declarations(colour: str, scheme: Scheme) -> str:
    return "".join(f"--ds-color-accent-{step}:{hex_};" for step, hex_ in scale(colour, scheme).items())


@lru_cache(maxsize=1)
def generation() -> str:
    """Changes when the way a sheet is made changes, so that a browser never keeps one of the old way."""
    samples = "".join(theme_css(colour) for colour in (BUILT_IN, "#e61350", "#ffe000", "#777777"))
    return hashlib.sha256(samples.encode()).hexdigest()[:8]
