"""Where a place's colours are found."""

import re

import pytest

from core.tenancy import Site
from core.theme import contrast, readable_colour, theme_css, theme_url


def test_theme_url_names_the_colour() -> None:
    assert re.fullmatch(r"/theme/8a1538-[0-9a-f]{8}\.css", theme_url(Site(brand_colour="#8A1538")))


@pytest.mark.parametrize("colour", ["#0B5C66", "#0b5c66", "", "red", "#fff"])
def test_theme_url_is_empty_where_the_built_in_colours_are_right(colour: str) -> None:
    assert theme_url(Site(brand_colour=colour)) == ""


@pytest.mark.parametrize("colour", ["#ffe000", "#ffffff", "#000000", "nonsense"])
def test_readable_colour_carries_white_words(colour: str) -> None:
    assert contrast(readable_colour(Site(brand_colour=colour)), "#ffffff") >= 4.5


def test_theme_css_colours_light_dark_and_the_device_choice() -> None:
    css = theme_css("#8a1538")
    assert css.count("--ds-color-accent-base-default:#8a1538;") == 2
    assert css.count('[data-color-scheme="auto"]') == 2
    assert len(css) < 4_000
