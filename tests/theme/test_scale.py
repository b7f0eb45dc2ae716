"""The scale against the design system's own numbers, and against WCAG for colours that nobody thought of."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.theme.colour import READABLE, VISIBLE, contrast, is_colour
from core.theme.scale import STEPS, Scheme, scale

PUBLISHED: dict[str, dict[Scheme, str]] = json.loads(
    (Path(__file__).parent / "designsystemet_1_15.json").read_text()
)
THEME = Path(__file__).parents[2] / "frontend" / "styles" / "theme.css"
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
BASE = ("base-default", "base-hover", "base-active", "base-contrast-subtle", "base-contrast-default")
QUIET_GROUNDS = (
    "background-default",
    "background-tinted",
    "surface-default",
    "surface-tinted",
    "surface-hover",
)

colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")
schemes = st.sampled_from(SCHEMES)


def published(colour: str, scheme: Scheme) -> dict[str, str]:
    hexes = PUBLISHED[colour][scheme].split()
    return {name: f"#{hex_}" for name, hex_ in zip((*STEPS, *BASE), hexes, strict=True)}


@pytest.mark.parametrize("colour", PUBLISHED)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_scale_is_the_published_one_except_where_that_is_unreadable(colour: str, scheme: Scheme) -> None:
    theirs, ours = published(colour, scheme), scale(colour.lower(), scheme)
    words = theirs["base-contrast-default"]
    unreadable = min(contrast(theirs[step], words) for step in ("base-hover", "base-active")) < READABLE
    dim = scheme == "dark" and contrast(theirs["base-default"], theirs["surface-default"]) < VISIBLE
    different = {step for step in ours if ours[step] != theirs[step]}
    if dim:
        assert {"base-default", "base-hover", "base-active"} <= different <= set(BASE)
    else:
        assert different == ({"base-hover", "base-active"} if unreadable else set())


def test_scale_corrects_a_published_colour_whose_pressed_button_cannot_be_read() -> None:
    theirs, ours = published("#2576d0", "light"), scale("#2576d0", "light")
    assert contrast(theirs["base-active"], "#ffffff") < READABLE
    assert contrast(ours["base-active"], "#ffffff") >= READABLE


@pytest.mark.parametrize("scheme", SCHEMES)
def test_scale_equals_the_built_style_sheet(scheme: Scheme) -> None:
    css = THEME.read_text().partition(f"@layer ds.theme.color-scheme.{scheme} ")[2].partition("@layer")[0]
    written = dict(re.findall(r"--ds-color-accent-([a-z-]+): (#[0-9a-fA-F]{6});", css))
    assert {step: hex_.lower() for step, hex_ in written.items()} == scale("#0b5c66", scheme)


@settings(max_examples=400, deadline=None)
@given(colours, schemes)
def test_text_is_readable_for_any_colour(colour: str, scheme: Scheme) -> None:
    steps = scale(colour, scheme)
    grounds = [step for step in STEPS if step.startswith(("background", "surface"))]
    for ground in grounds:
        assert contrast(steps["text-default"], steps[ground]) >= READABLE
    for ground in QUIET_GROUNDS:
        assert contrast(steps["text-subtle"], steps[ground]) >= READABLE


@settings(max_examples=400, deadline=None)
@given(colours, schemes)
def test_words_on_buttons_are_readable_for_any_colour(colour: str, scheme: Scheme) -> None:
    steps = scale(colour, scheme)
    for state in ("base-default", "base-hover", "base-active"):
        assert contrast(steps["base-contrast-default"], steps[state]) >= READABLE
    assert contrast(steps["base-contrast-subtle"], steps["base-default"]) >= READABLE


@settings(max_examples=400, deadline=None)
@given(colours, schemes)
def test_borders_that_mean_something_stand_out_for_any_colour(colour: str, scheme: Scheme) -> None:
    steps = scale(colour, scheme)
    for ground in QUIET_GROUNDS:
        assert contrast(steps["border-default"], steps[ground]) >= VISIBLE
        assert contrast(steps["border-strong"], steps[ground]) >= READABLE


@settings(max_examples=400, deadline=None)
@given(colours)
def test_buttons_stand_out_from_dark_ground_for_any_colour(colour: str) -> None:
    steps = scale(colour, "dark")
    for ground in ("background-default", "surface-default"):
        assert contrast(steps["base-default"], steps[ground]) >= VISIBLE


@pytest.mark.parametrize("text", ["", "red", "#fff", "#12345g", "#0b5c66;}", "0b5c66", "#0b5c66\n"])
def test_colour_refuses_what_is_none(text: str) -> None:
    assert not is_colour(text)
    with pytest.raises(ValueError, match="not a colour"):
        scale(text, "light")
