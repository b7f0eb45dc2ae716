"""Sky, mountains, hills, water and weather: what a picture begins with."""

import math
from dataclasses import dataclass
from itertools import pairwise

from tenants.demo.pictures.canvas import HIGH, WIDE, Canvas, Colour, Point, mix


@dataclass(frozen=True)
class Light:
    """The colours of an hour. `sky` from the top down; `far`, `mid`, `near` are land at three distances."""

    sky: tuple[str, ...]
    sun: str
    far: str
    mid: str
    near: str
    ground: str
    water: str
    window: str = "#ffd98c"
    snow: str = "#f4f7fb"


EVENING = Light(
    ("#33406f", "#8a6190", "#e08f86", "#fbc795"),
    "#ffe3ae",
    "#8d7ba0",
    "#5b5a85",
    "#343c63",
    "#2b3152",
    "#6c6a94",
)
MORNING = Light(
    ("#8fc0e0", "#c4dfe8", "#f4ead2", "#fbdcb8"),
    "#fff4d6",
    "#b3c7d3",
    "#86a6b3",
    "#54787f",
    "#41625f",
    "#9bbccb",
)
DAY = Light(
    ("#5aa3d8", "#8fc4e8", "#cfe7f2"), "#fffbe8", "#a5bfd0", "#6f9aa3", "#4d7f6b", "#5f9358", "#5f9cc0"
)
SUMMER = Light(
    ("#4e9ad0", "#93cbe6", "#e8f2e2"), "#fff6cf", "#9dbdc4", "#6aa085", "#4a8a5a", "#77ab57", "#57a3b8"
)
BLUE = Light(
    ("#1e3262", "#3f659d", "#8fa9d3", "#d9c9d6"),
    "#ffe9c9",
    "#8299c4",
    "#5f7bb0",
    "#3d568c",
    "#dfe8f5",
    "#4a6a9f",
)
WINTER = Light(
    ("#7fb0d8", "#bcd8ea", "#f7e6d6"), "#fff3da", "#b9cce0", "#96b1cf", "#7391b5", "#eef4fa", "#88aecb"
)
NIGHT = Light(
    ("#0a1430", "#13264d", "#234369"), "#dfe8ff", "#1e3359", "#172848", "#101d38", "#16233f", "#122546"
)
AUTUMN = Light(
    ("#8db4c9", "#d4d9cb", "#f6dcb0"), "#fff0cc", "#a9b3b0", "#8c8f76", "#8a6a3d", "#a57b3e", "#87a3a6"
)


def sky(c: Canvas, light: Light, *, sun: Point | None = None, clouds: int = 0) -> None:
    c.sky(*light.sky)
    if sun is not None:
        c.glow(*sun, 560, light.sun, 0.8)
        c.disc(*sun, 46, light.sun)
    for _ in range(clouds):
        cloud(
            c, c.chance.uniform(80, WIDE - 80), c.chance.uniform(60, 260), c.chance.uniform(0.6, 1.3), light
        )


def cloud(c: Canvas, x: float, y: float, size: float, light: Light) -> None:
    colour = mix(light.sky[-1], "#ffffff", 0.55)
    for dx, dy, r in ((-70, 6, 26), (-30, -10, 38), (18, -16, 46), (64, 2, 32)):
        c.disc(x + dx * size, y + dy * size, r * size, colour)
    c.box(x - 96 * size, y + 2 * size, 192 * size, 30 * size, colour, round_=15 * size)


def stars(c: Canvas, count: int = 220, down_to: float = 560) -> None:
    for _ in range(count):
        x, y = c.chance.uniform(0, WIDE), down_to * c.chance.random() ** 1.3
        c.disc(x, y, c.chance.choice([0.9, 1.2, 1.2, 1.9]), mix("#dfe8ff", "#7f95c4", c.chance.random()))


def aurora(c: Canvas) -> None:
    """Curtains of thin veils."""
    for hue, lift in (("#2f9e86", 0), ("#4fe0a4", 40), ("#7c6bd6", -60)):
        phase, drift = c.chance.uniform(0, 6), c.chance.uniform(0.9, 1.4)
        for n in range(9):
            ridge = [
                (
                    x,
                    250
                    - lift
                    + 80 * math.sin(x / 260 * drift + phase)
                    + 26 * math.sin(x / 83 + phase * 2)
                    - n * 17,
                )
                for x in range(0, WIDE + 41, 40)
            ]
            low = [(x, y + 74 - n * 3) for x, y in reversed(ridge)]
            c.veil([*ridge, *low], hue, 0.085)


def curve(points: list[Point], steps: int = 14) -> list[Point]:
    """A smooth line through points (Catmull and Rom's)."""
    ends = [points[0], *points, points[-1]]
    line: list[Point] = []
    for a, b, d, e in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for n in range(steps):
            t = n / steps
            line.append((_between(a[0], b[0], d[0], e[0], t), _between(a[1], b[1], d[1], e[1], t)))
    return [*line, points[-1]]


def _between(a: float, b: float, d: float, e: float, t: float) -> float:
    return 0.5 * (2 * b + (d - a) * t + (2 * a - 5 * b + 4 * d - e) * t**2 + (3 * b - a - 3 * d + e) * t**3)


def jagged(c: Canvas, start: Point, end: Point, rough: float, depth: int = 5) -> list[Point]:
    """A broken line from start to end, without the end."""
    if depth == 0:
        return [start]
    shift = c.chance.uniform(-rough, rough)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + shift)
    return [
        *jagged(c, start, middle, rough * 0.52, depth - 1),
        *jagged(c, middle, end, rough * 0.52, depth - 1),
    ]


def ridge(
    c: Canvas, base: float, rise: float, top: str | Colour, low: str | Colour, *, rough: float = 0.5
) -> None:
    """A far chain of mountains across the whole picture."""
    stops = [(x, base - rise * c.chance.uniform(0.25, 1)) for x in range(-100, WIDE + 301, 200)]
    line: list[Point] = []
    for here, there in pairwise(stops):
        line += jagged(c, here, there, rise * rough * 0.45)
    c.fade([(-100, base + 40), *line, (WIDE + 100, base + 40)], top, low)


def peak(
    c: Canvas, x: float, top: float, base: float, wide: float, light: Light, *, snow: float = 0.4
) -> None:
    """One mountain with a lit and a shaded face, and snow down to a share of its height."""
    left = jagged(c, (x - wide, base), (x, top), 46, 4)
    right = jagged(c, (x, top), (x + wide * 1.1, base), 46, 4)
    seam = jagged(c, (x, top), (x + wide * 0.16, base), 30, 4)
    c.fade([*left, *right, (x + wide * 1.1, base)], mix(light.mid, light.near, 0.35), light.mid)
    c.fade([*left, *seam, (x + wide * 0.16, base)], mix(light.far, light.sun, 0.18), light.mid)
    if snow:
        _snow_cap(c, left, right, seam, base - (base - top) * (1 - snow), light)


def _snow_cap(
    c: Canvas, left: list[Point], right: list[Point], seam: list[Point], line: float, light: Light
) -> None:
    def above(points: list[Point]) -> list[Point]:
        return [(x, y) for x, y in points if y < line]

    west, middle, east = above(left), above(seam), above(right)
    if len(west) < 2 or len(middle) < 2 or len(east) < 2:  # noqa: PLR2004 - no cap worth drawing
        return
    shade = mix(light.snow, light.near, 0.28)
    c.polygon([*east, *_teeth(c, east[-1], middle[-1]), *reversed(middle)], shade)
    c.polygon([*west, *middle, *_teeth(c, middle[-1], west[0])], mix(light.snow, light.sun, 0.35))


def _teeth(c: Canvas, start: Point, end: Point) -> list[Point]:
    """The ragged lower edge of snow."""
    steps = 7
    return [
        (
            start[0] + (end[0] - start[0]) * n / steps,
            start[1] + (end[1] - start[1]) * n / steps + (34 if n % 2 else -14) * c.chance.uniform(0.5, 1),
        )
        for n in range(1, steps)
    ]


def hill(
    c: Canvas,
    base: float,
    rise: float,
    top: str | Colour,
    low: str | Colour,
    *,
    phase: float = 0,
    waves: float = 1,
) -> None:
    """Soft ground that fills the picture below it."""
    line = [(x, hill_at(x, base, rise, phase, waves)) for x in range(-20, WIDE + 41, 20)]
    c.fade([(-20, HIGH + 10), *line, (WIDE + 40, HIGH + 10)], top, low)


def hill_at(x: float, base: float, rise: float, phase: float = 0, waves: float = 1) -> float:
    return base - rise * (
        0.5 + 0.35 * math.sin(x / 300 * waves + phase) + 0.15 * math.sin(x / 117 * waves + 2 * phase)
    )


def snowfall(c: Canvas, count: int = 260) -> None:
    for _ in range(count):
        c.disc(c.chance.uniform(0, WIDE), c.chance.uniform(0, HIGH), c.chance.uniform(1.4, 4.2), "#f7faff")
