"""Sixteen steps from one colour, for light and dark: backgrounds, surfaces, borders, texts, and itself.

The steps are Designsystemet's: each has a fixed luminance, so that text of one step is readable on ground of
another whatever the hue. Two things are ours: where its rule would leave a pressed button unreadable, we go the
other way; and on dark ground a button always shines, also where a light colour would have been turned dark.
"""

from typing import Literal

from core.theme.colour import (
    READABLE,
    VISIBLE,
    Rgb,
    at_luminance,
    calmer,
    contrast,
    from_hex,
    lightness,
    luminance_of_lightness,
    to_hex,
)

Scheme = Literal["light", "dark"]
Scale = dict[str, str]

STEPS: dict[str, dict[Scheme, float]] = {
    "background-default": {"light": 1, "dark": 0.009},
    "background-tinted": {"light": 0.9, "dark": 0.014},
    "surface-default": {"light": 1, "dark": 0.021},
    "surface-tinted": {"light": 0.81, "dark": 0.027},
    "surface-hover": {"light": 0.7, "dark": 0.036},
    "surface-active": {"light": 0.59, "dark": 0.056},
    "border-subtle": {"light": 0.5, "dark": 0.08},
    "border-default": {"light": 0.19, "dark": 0.22},
    "border-strong": {"light": 0.11, "dark": 0.39},
    "text-subtle": {"light": 0.11, "dark": 0.39},
    "text-default": {"light": 0.0245, "dark": 0.84},
}
_DARK_CHROMA = 0.7  # strong colours glare on a dark ground
_SHINING = 70.0  # lightness of a button on dark ground
_STEP = 8.0  # of lightness, between a button, the same under the mouse, and pressed


def scale(colour: str, scheme: Scheme) -> Scale:
    """Step name -> hex."""
    given = from_hex(colour)
    ground = calmer(given, _DARK_CHROMA) if scheme == "dark" else given
    steps = {name: to_hex(at_luminance(ground, wanted[scheme])) for name, wanted in STEPS.items()}
    light = lightness(given) if scheme == "light" else _shining(given, steps["surface-default"])
    return steps | _base(given, light, colour if scheme == "light" else _lit(given, light))


def _shining(given: Rgb, ground: str) -> float:
    """How light the colour itself is on dark ground: turned about, or bright where that would not stand out."""
    turned = 100 - lightness(given)
    dim = turned >= _SHINING or contrast(_lit(given, turned), ground) < VISIBLE
    return _SHINING if dim else turned


def _base(given: Rgb, light: float, default: str) -> Scale:
    on_it = readable_on(default)
    hover, active = _pressed(given, light, on_it)
    return {
        "base-default": default,
        "base-hover": hover,
        "base-active": active,
        "base-contrast-subtle": _quieter_on(default, on_it),
        "base-contrast-default": on_it,
    }


def _pressed(given: Rgb, light: float, on_it: str) -> tuple[str, str]:
    """Under the mouse and pressed: darker or lighter, whichever keeps the words on it readable."""
    step = -_STEP if light <= 30 or 49 <= light <= 65 else _STEP  # noqa: PLR2004 - where there is room
    for way in (step, -step):
        hover, active = _lit(given, light - way), _lit(given, light - 2 * way)
        if min(contrast(hover, on_it), contrast(active, on_it)) >= READABLE:
            return hover, active
    raise AssertionError("one way is always away from the colour of the words")


def readable_on(ground: str) -> str:
    """White or black, whichever is easier to read."""
    return "#ffffff" if contrast(ground, "#ffffff") >= contrast(ground, "#000000") else "#000000"


def _quieter_on(ground: str, on_it: str) -> str:
    light = lightness(from_hex(ground))
    room = 60 if light <= 40 or light >= 60 else 50  # noqa: PLR2004 - the middle has less room on both sides
    found = _lit(from_hex(ground), light + room if on_it == "#ffffff" else light - room)
    return found if contrast(found, ground) >= READABLE else on_it


def _lit(colour: Rgb, light: float) -> str:
    return to_hex(at_luminance(colour, luminance_of_lightness(light)))
