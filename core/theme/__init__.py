"""The colours of a place, all made from the one that it chose, and readable whichever it chose."""

from core.theme.address import readable_colour, theme_url
from core.theme.colour import contrast, is_colour
from core.theme.css import theme_css
from core.theme.scale import scale

__all__ = ["contrast", "is_colour", "readable_colour", "scale", "theme_css", "theme_url"]
