"""Scenes in the mountains and the valley."""

from collections.abc import Callable

from tenants.demo.pictures import things
from tenants.demo.pictures.canvas import HIGH, WIDE, Canvas, mix
from tenants.demo.pictures.land import (
    BLUE,
    MORNING,
    NIGHT,
    SUMMER,
    WINTER,
    Light,
    curve,
    hill,
    hill_at,
    peak,
    ridge,
    sky,
    snowfall,
    stars,
)

SPRUCE = "#2f5a48"


def mountain(c: Canvas) -> None:
    light = MORNING
    sky(c, light, sun=(1100, 300), clouds=3)
    ridge(c, 500, 260, light.far, mix(light.far, light.sky[-1], 0.6))
    for at, top, wide in ((420, 120, 380), (1050, 210, 330)):
        peak(c, at, top, 600, wide, light, snow=0.42)
    hill(c, 640, 130, mix("#7fa06a", light.mid, 0.35), "#5d8355", phase=0.4)
    _forest(c, 640, 130, 0.4, light, 60)
    hill(c, 760, 110, "#7aa65a", "#5d8a49", phase=2.1)
    _farm(c, 980, hill_at(1010, 760, 110, 2.1) + 14, light)
    left = curve([(690, HIGH + 10), (660, 830), (760, 770), (900, 728), (985, 718)])
    right = curve([(988, 724), (910, 738), (800, 782), (730, 836), (800, HIGH + 10)])
    c.fade([*left, *right], "#d9cca6", "#c9b98d")
    for n, (x, h) in enumerate(((650, 64), (690, 44), (728, 70))):
        things.person(c, x, 842 - n * 6, h, child=n == 1)


def cabins(c: Canvas) -> None:
    light = BLUE
    sky(c, light)
    stars(c, 60, 240)
    c.glow(1200, 470, 560, "#f4c7b4", 0.55)
    for at, top, wide in ((380, 90, 420), (1180, 170, 400)):
        peak(c, at, top, 560, wide, light, snow=0.9)
    hill(c, 620, 170, mix(light.snow, light.far, 0.45), mix(light.snow, light.mid, 0.15), phase=0.9)
    for n in range(9):
        x = 110 + n * 165 + c.chance.uniform(-34, 34)
        _cabin(c, x, hill_at(x + 40, 620, 170, 0.9) + 22, c.chance.uniform(74, 104), light)
    hill(c, 800, 150, mix(light.snow, light.far, 0.2), light.snow, phase=2.6)
    for n in range(12):
        x = n * 140 + c.chance.uniform(-40, 40)
        things.spruce(
            c, x, hill_at(x, 800, 150, 2.6) + 60, c.chance.uniform(120, 230), "#24465a", snow="#e6eef8"
        )
    _cabin(c, 1130, 770, 210, light)


def _cabin(c: Canvas, x: float, y: float, w: float, light: Light) -> None:
    h = w * 0.42
    c.glow(x + w / 2, y - h * 0.4, w * 1.1, light.window, 0.4)
    c.box(x, y - h, w, h, "#4a3526")
    c.polygon([(x - w * 0.12, y - h * 0.9), (x + w / 2, y - h * 1.8), (x + w * 1.12, y - h * 0.9)], "#4a3526")
    c.line(
        [(x - w * 0.14, y - h * 0.9), (x + w / 2, y - h * 1.84), (x + w * 1.14, y - h * 0.9)],
        light.snow,
        w * 0.09,
    )
    for at in (0.12, 0.58):
        c.box(x + w * at, y - h * 0.8, w * 0.3, h * 0.5, light.window, round_=2)
        c.box(x + w * (at + 0.14), y - h * 0.8, w * 0.02, h * 0.5, "#4a3526")


def dairy(c: Canvas) -> None:
    light = BLUE
    sky(c, light)
    c.glow(400, 520, 620, "#f0c3bd", 0.45)
    ridge(c, 560, 290, light.mid, mix(light.far, light.sky[-1], 0.4))
    hill(c, 640, 80, mix("#44607c", light.mid, 0.3), "#39536d", phase=1.4)
    _dairy_house(c, light)
    c.fade([(0, 700), (WIDE, 690), (WIDE, HIGH), (0, HIGH)], "#5b6a86", "#3b4966")
    c.glow(820, 730, 520, light.window, 0.3)
    for x, h in ((430, 96), (500, 100), (548, 62), (1180, 104), (1240, 92)):
        things.person(c, x, 760, h)
    things.lamp(c, 330, 740, 260, light)
    things.birch(c, 1420, 740, 320, "#3c5871")


def _dairy_house(c: Canvas, light: Light) -> None:
    c.fade([(520, 700), (520, 440), (1120, 440), (1120, 700)], "#e9e4da", "#c6c2bd")
    c.polygon([(496, 446), (570, 350), (1070, 350), (1144, 446)], "#46495a")
    c.box(950, 270, 62, 100, "#b4573f")
    c.box(944, 262, 74, 14, "#8f4231")
    things.windows(c, 545, 462, 550, 104, light, across=8, lit=1)
    things.windows(c, 545, 572, 230, 104, light, across=3, lit=1)
    things.windows(c, 880, 572, 220, 104, light, across=3, lit=1)
    c.glow(826, 640, 150, light.window, 0.7)
    c.box(784, 580, 84, 120, "#7b3f30", round_=4)
    c.box(796, 594, 60, 54, light.window)
    things.house(c, 1120, 700, 210, 130, light, wall=things.RED, lit=0.9)


def river(c: Canvas) -> None:
    light = SUMMER
    sky(c, light, clouds=5)
    for at, top, wide in ((240, 130, 380), (1340, 100, 420)):
        peak(c, at, top, 580, wide, light, snow=0.28)
    ridge(c, 560, 130, light.far, mix(light.mid, light.sky[-1], 0.4))
    hill(c, 620, 60, "#8ab264", "#6f9c52", phase=0.2)
    _forest(c, 620, 60, 0.2, light, 50)
    _farm(c, 250, 628, light)
    _bends(c, light)
    for n in range(11):
        x = c.chance.choice([c.chance.uniform(20, 420), c.chance.uniform(1180, 1580)])
        things.birch(c, x, 700 + n * 16, 150 + n * 12, "#6e9a4c")


def _bends(c: Canvas, light: Light) -> None:
    brown = mix(light.water, "#8f7a5b", 0.45)
    left = curve([(800, 606), (742, 640), (850, 686), (700, 752), (420, 830), (340, HIGH + 10)])
    right = curve([(1330, HIGH + 10), (1230, 830), (1160, 766), (1120, 700), (890, 642), (836, 606)])
    c.fade([*left, *right], mix(brown, "#ffffff", 0.45), brown)
    for n in range(50):
        y = c.chance.uniform(730, 895)
        x = 800 + (y - 690) * c.chance.uniform(-1.2, 1.6)
        c.line([(x, y), (x + 30 + n, y + 1)], mix(brown, "#ffffff", 0.4), 2.4)


def bridge(c: Canvas) -> None:
    light = MORNING
    sky(c, light, sun=(340, 260), clouds=2)
    ridge(c, 540, 280, light.far, mix(light.far, light.sky[-1], 0.6))
    hill(c, 590, 90, mix("#87a873", light.mid, 0.3), "#6d955c", phase=1.9)
    _forest(c, 590, 90, 1.9, light, 40)
    c.mirror(640, HIGH, light.water, 0.5)
    c.polygon([(0, 620), (330, 640), (260, HIGH), (0, HIGH)], "#6f8f58")
    c.polygon([(WIDE, 610), (1270, 640), (1340, HIGH), (WIDE, HIGH)], "#6f8f58")
    _arch(c)
    for n, x in enumerate((520, 590, 640, 980, 1040)):
        things.person(c, x, 596 - 30 * (1 - ((x - 800) / 550) ** 2), 84, child=n in (1, 2, 3))


def _arch(c: Canvas) -> None:
    def deck(x: float) -> float:
        return 600 - 30 * (1 - ((x - 800) / 550) ** 2)

    along = list(range(250, 1351, 50))
    c.polygon([*((x, deck(x)) for x in along), *((x, deck(x) + 26) for x in reversed(along))], "#7b5a3a")
    c.line([(x, 690 - 95 * (1 - ((x - 800) / 550) ** 2)) for x in along], "#5d4229", 14)
    for x in along:
        c.line([(x, deck(x)), (x, deck(x) - 46)], "#8d6a47", 5)
        c.line([(x, deck(x) + 20), (x, 690 - 95 * (1 - ((x - 800) / 550) ** 2))], "#5d4229", 6)
    c.line([(x, deck(x) - 46) for x in along], "#8d6a47", 7)


def winter_road(c: Canvas) -> None:
    light = BLUE
    sky(c, light)
    c.glow(800, 520, 560, "#f3c2a8", 0.6)
    ridge(c, 540, 220, light.far, mix(light.far, light.sky[-1], 0.5))
    hill(c, 600, 70, mix(light.snow, light.far, 0.4), light.snow, phase=0.5)
    _forest(c, 600, 70, 0.5, light, 70, dark="#2b4a66")
    c.fade([(0, 600), (WIDE, 600), (WIDE, HIGH), (0, HIGH)], mix(light.snow, light.far, 0.3), light.snow)
    c.fade([(770, 560), (830, 560), (1190, HIGH), (410, HIGH)], "#8fa4c8", "#b8c6de")
    for side in (-1, 1):
        bank = [(800 + side * x, y) for x, y in ((32, 556), (60, 546), (760, HIGH), (396, HIGH))]
        c.fade(bank, mix(light.snow, light.far, 0.35), "#ffffff")
    for n in range(7):
        near = (n / 6) ** 2
        for side in (-1, 1):
            x, y, h = 800 + side * (44 + 420 * near), 566 + 320 * near, 20 + 150 * near
            c.line([(x, y), (x, y - h)], "#d5482f", 2 + 5 * near)
            c.line([(x, y - h), (x, y - h * 0.86)], "#f7f3e8", 2 + 5 * near)
    _plough(c, light)
    snowfall(c, 120)


def _plough(c: Canvas, light: Light) -> None:
    c.glow(800, 590, 260, light.window, 0.65)
    c.box(748, 520, 104, 78, "#e38a1e", round_=8)
    c.box(760, 530, 80, 30, "#2b3c55", round_=4)
    c.polygon([(722, 604), (880, 604), (896, 580), (738, 580)], "#f0b429")
    for x in (764, 836):
        c.disc(x, 576, 9, "#fff6d8")
    c.disc(800, 514, 8, "#ff9d2e")


def ski_track(c: Canvas) -> None:
    light = WINTER
    sky(c, light, sun=(1040, 330))
    ridge(c, 520, 200, light.far, mix(light.far, light.sky[-1], 0.5))
    hill(c, 600, 120, mix(light.snow, light.mid, 0.25), light.snow, phase=1.1)
    for n in range(26):
        far = n / 26
        side = c.chance.choice([-1, 1])
        x = 800 + side * (150 + c.chance.uniform(0, 640)) * (0.5 + far * 0.8)
        things.birch(c, x, 590 + far * 260, 110 + 300 * far, None)
    c.fade([(760, 560), (840, 560), (1080, HIGH), (470, HIGH)], mix(light.snow, light.far, 0.25), "#f8fbff")
    for side in (-1, 1):
        for gap in (-0.07, 0.07):
            share = side * 0.2 + gap
            c.line(
                [(800 + 26 * share * 2, 566), (785 + 420 * share * 2, HIGH)],
                mix(light.mid, "#ffffff", 0.45),
                5,
            )
    _skier(c, 846, 760, 150, "#d1495b")
    _skier(c, 756, 640, 66, "#2e86ab")


def _skier(c: Canvas, x: float, y: float, h: float, jacket: str) -> None:
    c.line([(x - h * 0.5, y + h * 0.04), (x + h * 0.5, y - h * 0.02)], "#37404d", h * 0.03)
    c.line([(x - h * 0.1, y - h * 0.72), (x - h * 0.42, y - h * 0.02)], "#37404d", h * 0.016)
    c.line([(x + h * 0.12, y - h * 0.72), (x + h * 0.34, y - h * 0.04)], "#37404d", h * 0.016)
    things.person(c, x, y, h, jacket=jacket)


def starry(c: Canvas) -> None:
    light = NIGHT
    sky(c, light)
    stars(c, 420, 700)
    for n in range(14):
        c.glow(200 + n * 95, 110 + n * 26, 260, "#8fa6e0", 0.2)
    c.glow(800, 640, 900, "#41608f", 0.4)
    ridge(c, 660, 250, "#182848", "#24395e")
    hill(c, 740, 110, "#1d3050", "#121e38", phase=1.3)
    c.box(1040, 640, 120, 56, "#0e1830")
    c.polygon([(1024, 646), (1100, 594), (1176, 646)], "#0b1327")
    for n in range(8):
        things.spruce(
            c,
            (60, 150, 250, 900, 1230, 1340, 1440, 1530)[n] + c.chance.uniform(-30, 30),
            760 + n % 3 * 20,
            c.chance.uniform(110, 190),
            "#0f1b33",
        )
    for x, h in ((560, 92), (604, 60)):
        c.box(x - 12, 760 - h * 0.8, 24, h * 0.8, "#0a1226", round_=9)
        c.disc(x, 760 - h * 0.9, 10, "#0a1226")


def snowy_street(c: Canvas) -> None:
    light = BLUE
    sky(c, light)
    c.glow(800, 500, 500, "#efc1b0", 0.5)
    ridge(c, 540, 240, light.far, mix(light.far, light.sky[-1], 0.5))
    c.fade([(0, 560), (WIDE, 560), (WIDE, HIGH), (0, HIGH)], mix(light.snow, light.far, 0.35), light.snow)
    _two_rows(c, light)
    c.fade([(765, 570), (835, 570), (1120, HIGH), (480, HIGH)], "#a9b9d6", "#c9d5e8")
    for side in (-1, 1):
        bank = [(800 + side * x, y) for x, y in ((40, 570), (70, 556), (560, HIGH), (320, HIGH))]
        c.fade(bank, mix(light.snow, light.far, 0.4), "#ffffff")
        things.lamp(c, 800 + side * 330, 800, 300, light, arm=-side * 34)
    for x, y, h, child in ((700, 740, 120, False), (748, 744, 110, True), (862, 690, 84, True)):
        things.person(c, x, y, h, child=child)
    snowfall(c, 240)


def _two_rows(c: Canvas, light: Light) -> None:
    """Houses on both sides of a street, small ones far away."""
    for n in range(5):
        near = n / 4
        w, h = 90 + 170 * near, 60 + 110 * near
        y = 590 + 170 * near
        things.house(
            c,
            620 - 640 * near - w * 0.2,
            y,
            w,
            h,
            light,
            wall=c.chance.choice(things.WALLS),
            lit=0.8,
            snow=True,
            dim=0.2,
        )
        things.house(
            c,
            910 + 420 * near,
            y,
            w,
            h,
            light,
            wall=c.chance.choice(things.WALLS),
            lit=0.8,
            snow=True,
            dim=0.2,
        )


def _forest(
    c: Canvas, base: float, rise: float, phase: float, light: Light, count: int, *, dark: str = SPRUCE
) -> None:
    for n in range(count):
        x = n * (WIDE / count) + c.chance.uniform(-14, 14)
        h = c.chance.uniform(34, 70)
        things.spruce(
            c, x, hill_at(x, base, rise, phase) + 16, h, mix(dark, light.mid, c.chance.uniform(0.15, 0.5))
        )


def _farm(c: Canvas, x: float, y: float, light: Light) -> None:
    things.house(c, x, y, 120, 66, light, wall=things.RED, lit=0.2)
    things.house(c, x + 138, y + 6, 86, 62, light, wall=things.WHITE, lit=0.4)
    things.house(c, x + 238, y + 2, 56, 44, light, wall=things.OCHRE, lit=0)


SCENES: dict[str, Callable[[Canvas], None]] = {
    "mountain": mountain,
    "cabins": cabins,
    "dairy": dairy,
    "river": river,
    "bridge": bridge,
    "winter-road": winter_road,
    "ski-track": ski_track,
    "stars": starry,
    "snow": snowy_street,
}
