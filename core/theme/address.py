"""Where a place's style sheet is: its address names the colour, so that it can be kept for ever."""

from core.tenancy import Site
from core.theme.colour import is_colour
from core.theme.css import BUILT_IN, generation
from core.theme.scale import scale


def theme_url(site: Site) -> str:
    """Empty where the built-in colours are right already: one request less."""
    colour = site.brand_colour.lower()
    if colour == BUILT_IN or not is_colour(colour):
        return ""
    return f"/theme/{colour[1:]}-{generation()}.css"


def readable_colour(site: Site) -> str:
    """The place's colour, as dark as white words need it: for buttons in mail, which has no style sheet."""
    colour = site.brand_colour.lower() if is_colour(site.brand_colour) else BUILT_IN
    return scale(colour, "light")["border-strong"]
