"""Scenes by the sea."""

from collections.abc import Callable

from tenants.demo.pictures import things
from tenants.demo.pictures.canvas import HIGH, WIDE, Canvas, mix
from tenants.demo.pictures.land import (
    BLUE,
    EVENING,
    MORNING,
    NIGHT,
    SUMMER,
    WINTER,
    Light,
    aurora,
    hill,
    peak,
    ridge,
    sky,
    snowfall,
    stars,
)

SHORE = 560.0


def harbour(c: Canvas) -> None:
    light = EVENING
    sky(c, light, sun=(c.chance.uniform(420, 640), 400), clouds=3)
    ridge(c, 500, 260, light.far, mix(light.far, light.sky[-1], 0.5))
    ridge(c, 540, 150, light.mid, mix(light.mid, light.sky[-1], 0.35))
    _waterfront(c, light, 0.8)
    c.mirror(SHORE, HIGH, light.water)
    c.box(0, SHORE - 4, WIDE, 14, mix(light.near, "#000000", 0.35))
    _boats(c, [(150, 700, 250), (620, 650, 190), (1010, 760, 320)])
    _quay(c, light)
    for n in range(6):
        things.gull(c, c.chance.uniform(200, 1400), c.chance.uniform(120, 330), 16 + n * 2)


def winter_harbour(c: Canvas) -> None:
    light = BLUE
    sky(c, light)
    c.glow(800, 540, 620, "#f2c9c0", 0.5)
    for at, top, wide in ((250, 150, 330), (760, 230, 280), (1300, 110, 390)):
        peak(c, at, top, SHORE, wide, light, snow=0.8)
    _waterfront(c, light, 0.75, snow=True)
    c.mirror(SHORE, HIGH, light.water)
    c.box(0, SHORE - 6, WIDE, 14, light.snow)
    _boats(c, [(240, 690, 230), (900, 740, 300)])
    snowfall(c, 150)


def ferry(c: Canvas) -> None:
    light = MORNING
    sky(c, light, sun=(1180, 300), clouds=4)
    ridge(c, 520, 280, light.far, mix(light.far, light.sky[-1], 0.6))
    ridge(c, 545, 120, light.mid, mix(light.mid, light.sky[-1], 0.5))
    c.mirror(540, HIGH, light.water)
    for n, x in enumerate(range(150, 900, 90)):
        c.line([(x, 722 + n % 3 * 7), (x + 130, 722 + n % 3 * 7)], mix(light.water, "#ffffff", 0.5), 4)
    _ferry_hull(c, 520, 690, light)
    for n in range(5):
        things.gull(c, 380 + n * 70, 400 + (n * 53) % 90, 17)


def _ferry_hull(c: Canvas, x: float, y: float, light: Light) -> None:
    c.polygon([(x, y - 90), (x + 700, y - 90), (x + 650, y + 24), (x + 50, y + 24)], "#f3f1ea")
    c.polygon([(x + 22, y - 34), (x + 680, y - 34), (x + 650, y + 24), (x + 50, y + 24)], "#235a7c")
    c.box(x + 16, y - 92, 668, 10, "#c9a24a")
    c.box(x + 120, y - 176, 470, 86, "#f8f6ef", round_=6)
    things.windows(c, x + 140, y - 164, 430, 60, light, across=12, lit=0.35)
    c.box(x + 210, y - 250, 270, 76, "#f3f1ea", round_=6)
    things.windows(c, x + 222, y - 244, 246, 60, light, across=7, lit=0.2)
    c.box(x + 300, y - 300, 64, 52, "#235a7c", round_=5)
    c.line([(x + 440, y - 250), (x + 440, y - 340)], "#55606b", 4)
    for n in range(7):
        things.person(c, x + 140 + n * 62, y - 176, 34)


def boathouses(c: Canvas) -> None:
    light = MORNING
    sky(c, light, clouds=3)
    c.glow(300, 330, 460, light.sun, 0.6)
    ridge(c, 520, 300, light.far, mix(light.far, light.sky[-1], 0.6))
    hill(c, 590, 150, mix(light.near, light.mid, 0.3), light.near, phase=1.2)
    x = 90.0
    for n in range(6):
        wide = c.chance.uniform(170, 230)
        _boathouse(c, x, 610, wide, light, (things.RED, things.RED, things.OCHRE, things.WHITE)[n % 4])
        x += wide + c.chance.uniform(14, 40)
    c.mirror(610, HIGH, light.water, 0.4)
    things.boat(c, 1000, 760, 200, mast=False, cabin="#d9d2c3")
    things.boat(c, 300, 700, 130, hull=things.OCHRE, mast=False, cabin="#8f6f48")


def _boathouse(c: Canvas, x: float, y: float, w: float, light: Light, wall: str) -> None:
    paint = mix(wall, light.near, 0.15)
    c.fade(
        [(x, y), (x, y - 120), (x + w / 2, y - 220), (x + w, y - 120), (x + w, y)],
        paint,
        mix(paint, "#000000", 0.25),
    )
    for n in range(1, 9):
        c.line([(x + w * n / 9, y), (x + w * n / 9, y - 118)], mix(paint, "#000000", 0.16), 1.5)
    c.line([(x - 10, y - 114), (x + w / 2, y - 226), (x + w + 10, y - 114)], "#4a4b52", 12)
    c.box(x + w * 0.28, y - 96, w * 0.44, 96, mix(paint, "#000000", 0.42))
    c.box(x + w * 0.44, y - 166, w * 0.12, 26, mix("#ffffff", light.near, 0.15))


def sauna(c: Canvas) -> None:
    light = BLUE
    sky(c, light)
    stars(c, 120, 360)
    ridge(c, 520, 270, light.mid, mix(light.far, light.sky[-1], 0.4))
    ridge(c, 560, 120, light.near, mix(light.near, light.mid, 0.5))
    _raft(c, light)
    c.mirror(600, HIGH, light.water, 0.42)
    c.glow(800, 690, 320, light.window, 0.32)
    things.person(c, 585, 600, 66, jacket="#e8b998")


def _raft(c: Canvas, light: Light) -> None:
    for n in range(9):
        c.disc(
            735 + c.chance.uniform(-12, 12) - n * 9,
            330 - n * 30,
            15 + n * 5,
            mix(light.sky[1], "#dfe6f2", 0.4 - n * 0.04),
        )
    c.box(520, 588, 560, 22, "#6b4a30")
    c.fade([(660, 590), (660, 440), (990, 440), (990, 590)], "#a5713f", "#7a4f2a")
    for n in range(6):
        c.line([(660, 465 + n * 22), (990, 465 + n * 22)], "#8a5c32", 2)
    c.polygon([(630, 444), (700, 372), (1010, 372), (1022, 444)], "#3a3f4a")
    c.box(722, 336, 28, 46, "#2c3038")
    c.glow(880, 510, 190, light.window, 0.8)
    c.box(790, 470, 170, 84, light.window, round_=4)
    for x in (842, 900):
        c.box(x, 470, 6, 84, "#7a4f2a")
    for x, h in ((830, 46), (925, 52)):
        c.disc(x, 554 - h, 11, "#6e4a36")
        c.box(x - 14, 554 - h + 8, 28, h - 8, "#6e4a36", round_=9)
    c.box(690, 478, 66, 112, "#5d3d22", round_=3)


def birds(c: Canvas) -> None:
    light = SUMMER
    sky(c, light, sun=(1240, 240), clouds=4)
    ridge(c, 540, 90, light.far, mix(light.far, light.sky[-1], 0.5))
    for at, top, wide in ((380, 300, 300), (640, 400, 220)):
        peak(c, at, top, 545, wide, light, snow=0)
    c.mirror(540, HIGH, light.water)
    for _n in range(26):
        far = c.chance.random()
        things.gull(
            c, c.chance.uniform(100, 1500), 80 + far * 420, 14 + 34 * (1 - far) * c.chance.uniform(0.6, 1)
        )
    things.gull(c, 980, 420, 96)
    things.gull(c, 1240, 600, 60)


def village(c: Canvas) -> None:
    light = WINTER if c.chance.choice([True, False, False]) else SUMMER
    snowy = light is WINTER
    sky(c, light, sun=(1150, 220), clouds=3)
    for at, top, wide in ((300, 140, 380), (900, 200, 320), (1360, 110, 380)):
        peak(c, at, top, 560, wide, light, snow=0.55 if snowy else 0.2)
    hill(c, 600, 90, mix(light.ground, light.mid, 0.4), light.ground, phase=0.6)
    x = 40.0
    while x < WIDE - 120:
        w = c.chance.uniform(110, 190)
        things.house(
            c,
            x,
            610,
            w,
            c.chance.uniform(80, 120),
            light,
            wall=c.chance.choice(things.WALLS),
            lit=0.25,
            snow=snowy,
        )
        x += w + c.chance.uniform(10, 46)
    c.polygon(
        [(0, 610), (WIDE, 610), (WIDE, HIGH), (0, HIGH)],
        mix(light.ground, "#ffffff" if snowy else "#b9b39f", 0.5),
    )
    c.polygon([(560, 610), (760, 610), (1180, HIGH), (180, HIGH)], "#e3e8ef" if snowy else "#c9c3b4")
    _row(c, light, 700, snowy)
    for n, x in enumerate((640, 700, 820)):
        things.person(c, x, 720 + n * 46, 86 + n * 16, child=n == 1)


def _row(c: Canvas, light: Light, y: float, snowy: bool) -> None:
    for x, w, wall in ((20, 230, things.WHITE), (1180, 260, things.RED)):
        things.house(c, x, y + 60, w, 150, light, wall=wall, lit=0.4, snow=snowy)
    things.birch(c, 330, y + 80, 250, None if snowy else light.near)
    things.lamp(c, 1120, y + 70, 200, light, arm=-26)


def aurora_scene(c: Canvas) -> None:
    light = NIGHT
    sky(c, light)
    stars(c)
    aurora(c)
    ridge(c, 600, 250, "#132340", "#1d3353")
    ridge(c, 640, 110, "#0f1b33", "#15263f")
    for x in (180, 420, 1150, 1330):
        y = 634 + c.chance.uniform(-4, 6)
        things.house(c, x, y, 74, 46, light, wall=things.RED, lit=1, dim=0.5)
        c.glow(x + 36, y - 20, 90, light.window, 0.4)
    c.mirror(640, HIGH, "#12304a", 0.5)


def _waterfront(c: Canvas, light: Light, lit: float, *, snow: bool = False) -> None:
    """Two rows of houses along the sea."""
    for row, (base, low, high) in enumerate(((530, 60, 90), (SHORE - 2, 84, 128))):
        x = c.chance.uniform(-30, 20)
        while x < WIDE:
            w = c.chance.uniform(90, 160) * (1 + 0.2 * row)
            things.house(
                c, x, base, w, c.chance.uniform(low, high), light,
                wall=c.chance.choice(things.WALLS), lit=lit, snow=snow, dim=0.35 if row == 0 else 0.2,
            )  # fmt: skip
            x += w + c.chance.uniform(2, 26)


def _boats(c: Canvas, places: list[tuple[float, float, float]]) -> None:
    for x, y, w in places:
        things.boat(c, x, y, w, hull=c.chance.choice([things.WHITE, "#2f5f86", "#a8392f", "#e9e4d6"]))


def _quay(c: Canvas, light: Light) -> None:
    """Planks in the front, with people who look at the sea."""
    c.fade(
        [(0, 850), (WIDE, 830), (WIDE, HIGH), (0, HIGH)],
        mix("#8a6a4a", light.near, 0.45),
        mix("#54402e", light.near, 0.45),
    )
    for n in range(14):
        c.line([(n * 122 - 20, 900), (n * 122 + 12, 834)], mix("#54402e", light.near, 0.6), 2)
    for x, h, jacket in ((1235, 120, "#e4572e"), (1300, 76, "#f3a712"), (1360, 112, "#2e86ab")):
        things.person(c, x, 868, h, jacket=jacket)
    things.lamp(c, 1500, 856, 250, light, arm=-30)


SCENES: dict[str, Callable[[Canvas], None]] = {
    "harbour": harbour,
    "winter-harbour": winter_harbour,
    "ferry": ferry,
    "boathouses": boathouses,
    "sauna": sauna,
    "birds": birds,
    "village": village,
    "aurora": aurora_scene,
}
