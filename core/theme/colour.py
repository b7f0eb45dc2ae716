"""Colours as numbers: hex and RGB, how bright an eye sees them (WCAG 2.2), the same hue lighter or darker."""

import math
import re

Rgb = tuple[float, float, float]  # each 0–255, not rounded

WHITE: Rgb = (255.0, 255.0, 255.0)
BLACK: Rgb = (0.0, 0.0, 0.0)
READABLE = 4.5  # WCAG 2.2, 1.4.3: text
VISIBLE = 3.0  # WCAG 2.2, 1.4.11: borders, icons, focus
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_CLOSE = 1e-7
_MOST_HALVINGS = 20


def is_colour(text: str) -> bool:
    return _HEX.fullmatch(text) is not None


def from_hex(text: str) -> Rgb:
    if not is_colour(text):
        raise ValueError(f"not a colour: {text!r}")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def to_hex(colour: Rgb) -> str:
    # Halves go up: Python's round() would send them to the even number.
    return "#" + "".join(f"{min(255, max(0, math.floor(part + 0.5))):02x}" for part in colour)


def luminance(colour: Rgb) -> float:
    """WCAG's relative luminance: 0 is black, 1 is white."""
    red, green, blue = (linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    """Light, from the value that a screen is given."""
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's bend


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    bright, dark = sorted((luminance(from_hex(one)), luminance(from_hex(other))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def at_luminance(colour: Rgb, wanted: float) -> Rgb:
    """The colour mixed with white or black until it is exactly so bright: found by halving."""
    if wanted in (0, 1):
        return WHITE if wanted else BLACK
    low, high = (BLACK, colour) if luminance(colour) > wanted else (colour, WHITE)
    middle = _between(low, high)
    for _ in range(_MOST_HALVINGS):
        found = luminance(middle)
        if abs(wanted - found) < _CLOSE:
            break
        low, high = (low, middle) if found > wanted else (middle, high)
        middle = _between(low, high)
    return middle


def _between(low: Rgb, high: Rgb) -> Rgb:
    return (low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2


def lightness(colour: Rgb) -> float:
    """CIE L*, 0–100: equal steps look equally large."""
    red, green, blue = (linear(part / 255) for part in colour)
    y = 0.21263900587151 * red + 0.71516867876775 * green + 0.072192315360733 * blue
    return 116 * y ** (1 / 3) - 16 if y > _DARKEST else y * _SLOPE


def luminance_of_lightness(wanted: float) -> float:
    """The luminance of the screen's grey that is nearest to this L*."""
    if wanted <= 0 or wanted >= 100:  # noqa: PLR2004 - the ends of L*
        return float(wanted > 0)
    y = ((wanted + 16) / 116) ** 3 if wanted > 8 else wanted / _SLOPE  # noqa: PLR2004 - where L* turns straight
    part = 12.92 * y if y <= 0.0031308 else 1.055 * y ** (1 / 2.4) - 0.055  # noqa: PLR2004 - sRGB's bend
    grey = float(math.floor(part * 255 + 0.5))
    return luminance((grey, grey, grey))


_DARKEST = 0.0088564516
_SLOPE = 903.2962962


def calmer(colour: Rgb, share: float) -> Rgb:
    """The same hue and lightness with less chroma, in OKLCH; parts outside the screen's range are cut off."""
    light, a, b = _to_oklab(colour)
    return from_hex(to_hex(_from_oklab(light, a * share, b * share)))


def _to_oklab(colour: Rgb) -> Rgb:
    red, green, blue = (linear(part / 255) for part in colour)
    long = math.cbrt(0.412287082342 * red + 0.536320145668 * green + 0.051433649152 * blue)
    medium = math.cbrt(0.211937224282 * red + 0.680683823551 * green + 0.107371184370 * blue)
    short = math.cbrt(0.088316514203 * red + 0.281712330216 * green + 0.629827542577 * blue)
    return (
        0.210454268309 * long + 0.793617774702 * medium - 0.004072043012 * short,
        1.977998532431 * long - 2.428592242049 * medium + 0.450593709617 * short,
        0.025904042466 * long + 0.782771712457 * medium - 0.808675754923 * short,
    )


def _from_oklab(light: float, a: float, b: float) -> Rgb:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _shown(4.076092848526 * long - 3.307185137966 * medium + 0.230933145788 * short),
        _shown(-1.268467280348 * long + 2.609817647328 * medium - 0.341327262134 * short),
        _shown(-0.004197083200 * long - 0.703587438948 * medium + 1.708024522921 * short),
    )


def _shown(light: float) -> float:
    """The value a screen is given (0–255), from light."""
    size = abs(light)
    part = 12.92 * size if size <= 0.0031308 else 1.055 * size ** (1 / 2.4) - 0.055  # noqa: PLR2004 - sRGB's bend
    return math.copysign(part * 255, light)
