"""What stands in the land: houses, trees, boats, lamps, people."""

from tenants.demo.pictures.canvas import Canvas, Colour, mix
from tenants.demo.pictures.land import Light

RED, OCHRE, WHITE, YELLOW, GREEN, BLUE = "#a8392f", "#c98b3a", "#efe9dc", "#dfb555", "#5d7f68", "#46688a"
WALLS = (RED, OCHRE, WHITE, WHITE, YELLOW, RED, BLUE, GREEN)
JACKETS = ("#e4572e", "#f3a712", "#2e86ab", "#6a4c93", "#4f9d69", "#d1495b", "#f2e2c4")


def house(  # noqa: PLR0913 - a drawing tool, its looks by name
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    light: Light,
    *,
    wall: str = RED,
    lit: float = 0.6,
    snow: bool = False,
    dim: float = 0.0,
) -> None:
    """A gabled house seen from the side; (x, y) is where its left corner stands. `dim` lets the hour colour it."""
    paint = mix(wall, light.near, dim)
    roof = mix("#3a3f4a", light.near, dim * 0.6)
    rise = h * 0.55
    c.fade([(x, y), (x, y - h), (x + w, y - h), (x + w, y)], paint, mix(paint, "#000000", 0.18))
    c.polygon(
        [(x - 8, y - h), (x + w * 0.12, y - h - rise), (x + w * 0.88, y - h - rise), (x + w + 8, y - h)], roof
    )
    if snow:
        _snow_on_roof(c, x, y - h, w, rise, light)
    c.box(x + w * 0.68, y - h - rise - 14, w * 0.08, 24, mix(roof, "#000000", 0.25))
    windows(c, x + w * 0.1, y - h * 0.82, w * 0.8, h * 0.62, light, across=max(2, round(w / 42)), lit=lit)


def _snow_on_roof(c: Canvas, x: float, eaves: float, w: float, rise: float, light: Light) -> None:
    ridge = eaves - rise
    c.polygon(
        [
            (x - 9, eaves - 3),
            (x + w * 0.12 - 2, ridge - 8),
            (x + w * 0.88 + 2, ridge - 8),
            (x + w + 9, eaves - 3),
            (x + w - 8, eaves - 14),
            (x + w * 0.82, ridge + 14),
            (x + w * 0.18, ridge + 14),
            (x + 8, eaves - 14),
        ],
        light.snow,
    )


def windows(  # noqa: PLR0913 - as above
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    light: Light,
    *,
    across: int,
    down: int = 1,
    lit: float = 0.6,
) -> None:
    """A grid of windows; some are lit."""
    wide, high = w / across, h / down
    for row in range(down):
        for column in range(across):
            on = c.chance.random() < lit
            pane = (
                mix(light.window, "#fff6df", c.chance.random() * 0.4)
                if on
                else mix(light.near, light.sky[0], 0.4)
            )
            left, top = x + column * wide + wide * 0.2, y + row * high + high * 0.18
            c.box(left - 2, top - 2, wide * 0.6 + 4, high * 0.62 + 4, mix(WHITE, light.near, 0.15))
            c.box(left, top, wide * 0.6, high * 0.62, pane)
            c.box(left + wide * 0.28, top, wide * 0.04, high * 0.62, mix(WHITE, light.near, 0.15))


def block(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    floors: int,
    light: Light,
    *,
    wall: str = "#c9cdd2",
    lit: float = 0.5,
) -> None:
    """A block of flats with balconies."""
    high = floors * 52 + 14
    paint = mix(wall, light.near, 0.12)
    c.fade([(x, y), (x, y - high), (x + w, y - high), (x + w, y)], paint, mix(paint, "#000000", 0.15))
    c.box(x - 4, y - high - 8, w + 8, 10, mix(paint, "#000000", 0.4))
    for floor in range(floors):
        top = y - high + 12 + floor * 52
        windows(c, x + 8, top, w * 0.62, 46, light, across=max(2, round(w * 0.62 / 44)), lit=lit)
        glass = light.window if c.chance.random() < lit else mix(light.near, light.sky[0], 0.5)
        c.box(x + w * 0.7, top + 2, w * 0.24, 34, glass)
        c.box(x + w * 0.68, top + 26, w * 0.28, 16, mix(paint, "#ffffff", 0.35))


def spruce(
    c: Canvas, x: float, y: float, h: float, colour: str | Colour, *, snow: str | Colour | None = None
) -> None:
    c.box(x - h * 0.03, y - h * 0.14, h * 0.06, h * 0.14, mix(colour, "#2a1a10", 0.6))
    for n in range(4):
        top, wide = y - h + n * h * 0.2, h * (0.13 + 0.075 * n)
        low = top + h * 0.36
        c.polygon([(x, top), (x + wide, low), (x - wide, low)], mix(colour, "#000000", 0.05 * n))
        if snow is not None:
            c.polygon([(x, top), (x + wide * 0.62, top + h * 0.22), (x - wide * 0.35, top + h * 0.16)], snow)


def birch(c: Canvas, x: float, y: float, h: float, crown: str | Colour | None) -> None:
    """`crown` None is a winter tree."""
    trunk = mix("#efece6", crown or "#8a93a5", 0.12)
    c.polygon(
        [(x - h * 0.022, y), (x - h * 0.012, y - h * 0.9), (x + h * 0.012, y - h * 0.9), (x + h * 0.022, y)],
        trunk,
    )
    for n in range(6):
        at = y - h * (0.1 + 0.12 * n)
        c.line([(x - h * 0.016, at), (x + h * 0.008, at - 2)], "#4a4640", 2)
    for side in (-1, 1, -1, 1, -1):
        at = y - h * c.chance.uniform(0.45, 0.85)
        end = (x + side * h * c.chance.uniform(0.12, 0.24), at - h * c.chance.uniform(0.1, 0.2))
        c.line([(x, at), end], mix(trunk, "#3a352f", 0.5), 2.2)
    if crown is not None:
        for n in range(16):  # dark leaves behind, light ones in front
            high = n / 15
            dx, dy = c.chance.uniform(-0.19, 0.19) * h * (1.1 - high * 0.5), -(0.5 + 0.42 * high) * h
            leaves = mix(mix(crown, "#000000", 0.12), mix(crown, "#fff6c8", 0.22), high)
            c.disc(x + dx, y + dy, h * c.chance.uniform(0.075, 0.13), leaves)


def person(
    c: Canvas, x: float, y: float, h: float, *, jacket: str | None = None, child: bool = False
) -> None:
    tall = h * 0.66 if child else h
    coat = jacket or c.chance.choice(JACKETS)
    skin = c.chance.choice(["#e8b998", "#c98f69", "#8a5a3c", "#f0cbb0"])
    hair = c.chance.choice(["#3b2a1e", "#6b4a2b", "#c9a25d", "#222226", coat])
    dark = mix(coat, "#1f2430", 0.75)
    c.box(x - tall * 0.1, y - tall * 0.42, tall * 0.085, tall * 0.42, dark, round_=3)
    c.box(x + tall * 0.02, y - tall * 0.42, tall * 0.085, tall * 0.42, mix(dark, "#000000", 0.2), round_=3)
    c.box(x - tall * 0.15, y - tall * 0.82, tall * 0.3, tall * 0.46, coat, round_=tall * 0.1)
    c.box(
        x - tall * 0.19,
        y - tall * 0.78,
        tall * 0.08,
        tall * 0.34,
        mix(coat, "#000000", 0.18),
        round_=tall * 0.04,
    )
    c.disc(x, y - tall * 0.92, tall * 0.1, skin)
    c.disc(x, y - tall * 0.955, tall * 0.105, hair, lower=False)


def lamp(c: Canvas, x: float, y: float, h: float, light: Light, *, arm: float = 26) -> None:
    pole = mix(light.near, "#10141f", 0.5)
    c.glow(x + arm, y - h + 8, h * 0.75, light.window, 0.55)
    c.line([(x, y), (x, y - h), (x + arm, y - h)], pole, 5)
    c.disc(x + arm, y - h + 6, 9, light.window)


def boat(
    c: Canvas, x: float, y: float, w: float, *, hull: str = WHITE, cabin: str = WHITE, mast: bool = True
) -> None:
    """A small fishing boat; y is the waterline."""
    h = w * 0.2
    c.polygon(
        [(x, y - h), (x + w * 1.02, y - h * 1.35), (x + w * 0.9, y + h * 0.35), (x + w * 0.1, y + h * 0.35)],
        hull,
    )
    c.polygon(
        [(x, y - h), (x + w * 1.02, y - h * 1.35), (x + w * 1.0, y - h * 1.02), (x + w * 0.02, y - h * 0.7)],
        mix(hull, "#16202e", 0.55),
    )
    c.box(x + w * 0.14, y - h * 2.2, w * 0.26, h * 1.25, cabin, round_=3)
    c.box(x + w * 0.17, y - h * 2.0, w * 0.2, h * 0.5, "#33475c", round_=2)
    c.box(x + w * 0.11, y - h * 2.4, w * 0.32, h * 0.24, mix(cabin, "#a8392f", 0.6))
    if mast:
        c.line([(x + w * 0.52, y - h), (x + w * 0.52, y - h * 4)], "#4a4640", 3)
        c.line([(x + w * 0.52, y - h * 3.8), (x + w * 0.98, y - h * 1.4)], "#6a665f", 1.6)
        c.line([(x + w * 0.52, y - h * 3.8), (x + w * 0.02, y - h)], "#6a665f", 1.6)


def bench(c: Canvas, x: float, y: float, w: float, colour: str | Colour = "#7a5a3c") -> None:
    c.box(x, y - 30, w, 7, colour)
    c.box(x, y - 52, w, 6, colour)
    c.box(x, y - 42, w, 5, colour)
    for at in (x + 6, x + w - 12):
        c.box(at, y - 54, 6, 54, mix(colour, "#000000", 0.5))


def gull(c: Canvas, x: float, y: float, w: float, colour: str | Colour = "#f7f9fb") -> None:
    c.line(
        [
            (x - w, y - w * 0.3),
            (x - w * 0.45, y - w * 0.42),
            (x, y),
            (x + w * 0.45, y - w * 0.42),
            (x + w, y - w * 0.3),
        ],
        colour,
        w * 0.13,
    )
    c.disc(x, y + w * 0.02, w * 0.16, colour, squash=0.6)


def bus(c: Canvas, x: float, y: float, w: float, light: Light, *, colour: str = "#c8352b") -> None:
    h = w * 0.36
    c.box(x, y - h, w, h * 0.9, colour, round_=h * 0.1)
    c.box(x, y - h * 0.36, w, h * 0.1, mix(colour, "#ffffff", 0.75))
    for n in range(5):
        c.box(
            x + w * (0.05 + 0.155 * n),
            y - h * 0.85,
            w * 0.135,
            h * 0.4,
            mix(light.window, "#ffffff", 0.25),
            round_=4,
        )
    c.box(x + w * 0.85, y - h * 0.85, w * 0.13, h * 0.46, mix(light.window, "#ffffff", 0.4), round_=5)
    for at in (0.2, 0.78):
        c.disc(x + w * at, y - h * 0.06, h * 0.15, "#20242c")
        c.disc(x + w * at, y - h * 0.06, h * 0.07, "#a7adb6")
    c.glow(x + w * 1.03, y - h * 0.22, w * 0.3, light.window, 0.7)
    c.disc(x + w * 0.985, y - h * 0.22, h * 0.05, "#fff3c9")
