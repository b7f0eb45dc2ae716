"""Scenes in towns and suburbs."""

from collections.abc import Callable

from tenants.demo.pictures import things
from tenants.demo.pictures.canvas import HIGH, WIDE, Canvas, mix
from tenants.demo.pictures.land import (
    AUTUMN,
    BLUE,
    DAY,
    EVENING,
    SUMMER,
    hill,
    ridge,
    sky,
    snowfall,
)


def square(c: Canvas) -> None:
    light = EVENING
    sky(c, light, sun=(1180, 340), clouds=3)
    ridge(c, 470, 160, light.far, mix(light.far, light.sky[-1], 0.5))
    for x, w, floors, wall in (
        (-20, 300, 5, "#b7795e"),
        (290, 260, 4, "#d7c8ad"),
        (1030, 280, 4, "#8ea0ae"),
        (1320, 320, 6, "#c79a72"),
    ):
        things.block(c, x, 610, w, floors, light, wall=wall, lit=0.65)
    c.fade(
        [(0, 608), (WIDE, 608), (WIDE, HIGH), (0, HIGH)],
        mix("#c8b9ae", light.near, 0.25),
        mix("#9b8f8f", light.near, 0.35),
    )
    for n in range(-6, 15):
        c.line([(800 + (n - 4) * 70, 610), (800 + (n - 4) * 250, HIGH)], mix("#b3a59d", light.near, 0.42), 2)
    for x, h in ((380, 330), (620, 260), (1000, 260), (1240, 340)):
        things.birch(c, x, 660 + h * 0.2, h, "#8a7c5d")
    for n, (x, y) in enumerate(((420, 760), (1040, 750))):
        _stall(c, x, y, ("#d1495b", "#2e86ab")[n])
    things.bench(c, 700, 820, 190)
    things.lamp(c, 240, 790, 330, light)
    things.lamp(c, 1430, 790, 330, light, arm=-30)
    for n in range(12):
        things.person(
            c, 200 + n * 108 + c.chance.uniform(-30, 30), 780 + c.chance.uniform(0, 96), 116, child=n % 4 == 0
        )


def _stall(c: Canvas, x: float, y: float, colour: str) -> None:
    c.glow(x + 90, y - 60, 170, "#ffdc98", 0.5)
    c.box(x + 6, y - 130, 7, 130, "#54463a")
    c.box(x + 170, y - 130, 7, 130, "#54463a")
    c.box(x, y - 56, 184, 48, "#a5713f")
    for n in range(9):
        c.disc(x + 16 + n * 19, y - 60, 9, c.chance.choice(["#e4572e", "#f3a712", "#4f9d69", "#d1495b"]))
    for n in range(6):
        low, high = x - 10 + n * 34, x + 6 + n * 28
        stripe = [(low, y - 128), (high, y - 172), (high + 28, y - 172), (low + 34, y - 128)]
        c.polygon(stripe, colour if n % 2 else "#f4efe4")


def skatepark(c: Canvas) -> None:
    light = EVENING
    sky(c, light, clouds=2)
    c.glow(1120, 470, 560, light.sun, 0.5)
    for x, w, floors in ((-30, 260, 6), (220, 200, 4), (1240, 230, 5), (1460, 220, 7)):
        things.block(c, x, 590, w, floors, light, wall="#7d7596", lit=0.5)
    c.fade(
        [(0, 588), (WIDE, 588), (WIDE, HIGH), (0, HIGH)],
        mix("#9b93a3", light.near, 0.25),
        mix("#7b7690", light.near, 0.3),
    )
    curve = [(260 + n * 20, 800 - 190 * (1 - (n / 12) ** 0.5)) for n in range(13)]
    c.fade([(190, 800), (190, 610), (260, 610), *curve, (500, 800)], "#d9cfc9", "#a89fa6")
    back = [(1080 + n * 20, 800 - 190 * (n / 12) ** 2) for n in range(13)]
    c.fade([(1080, 800), *back, (1420, 610), (1420, 800)], "#d9cfc9", "#a89fa6")
    c.line([(640, 760), (960, 760)], "#e4572e", 9)
    for x in (660, 940):
        c.line([(x, 760), (x, 800)], "#e4572e", 9)
    for x, y, tilt in ((420, 690, -24), (1180, 740, 12), (800, 700, 0)):
        c.line([(x - 42, y + 6 + tilt * 0.5), (x + 42, y + 6 - tilt * 0.5)], "#2b2430", 8)
        things.person(c, x, y, 124)
    for x in (560, 610, 1010, 1500):
        things.person(c, x, 830, 132)
    for x, arm in ((120, 30), (560, 30), (1490, -30)):
        things.lamp(c, x, 810, 400, light, arm=arm)


def suburb(c: Canvas) -> None:
    light = SUMMER
    sky(c, light, sun=(320, 200), clouds=5)
    ridge(c, 470, 250, light.far, mix(light.far, light.sky[-1], 0.5))
    hill(c, 560, 80, light.mid, light.near, phase=0.9)
    for x, w, floors, wall in (
        (40, 240, 5, "#d8cbb4"),
        (330, 210, 4, "#b98368"),
        (1180, 230, 5, "#a9b7bd"),
        (1420, 220, 4, "#d6c49a"),
    ):
        things.block(c, x, 600, w, floors, light, wall=wall, lit=0.15)
    hill(c, 690, 90, "#8bb866", "#6f9c50", phase=2.4)
    for n in range(6):
        things.house(
            c,
            20 + n * 270 + c.chance.uniform(-20, 20),
            690 + n % 2 * 34,
            190,
            92,
            light,
            wall=things.WALLS[n % 8],
            lit=0.2,
        )
        things.birch(c, 235 + n * 270, 720 + n % 2 * 34, 190, "#7ba152")
    c.fade([(0, 790), (WIDE, 770), (WIDE, HIGH), (0, HIGH)], "#9aa0a3", "#7f868b")
    c.line([(0, 848), (WIDE, 832)], "#eceae0", 5)
    things.bus(c, 880, 834, 310, light, colour="#2e7d6b")
    for x, child in ((240, False), (290, True), (560, False), (640, True), (690, True)):
        things.person(c, x, 800, 96, child=child)


def forest_path(c: Canvas) -> None:
    c.sky("#a9c6c0", "#d5e2cf", "#f4e9cb", "#cfdcb9")
    c.glow(900, 330, 640, "#fff3cf", 0.8)
    for layer in range(4):
        near = layer / 3
        colour = mix("#c3d3b4", "#6f9457", near)
        for n in range(15 - layer * 2):
            x = n * 1600 / (14 - layer * 2) + c.chance.uniform(-40, 40)
            if layer == 3 and 520 < x < 1080:  # noqa: PLR2004 - the way is kept open
                continue
            things.birch(c, x, 560 + near * 130, 300 + 230 * near, colour)
        c.veil([(0, 430 + layer * 60), (WIDE, 430 + layer * 60), (WIDE, HIGH), (0, HIGH)], "#f2efd8", 0.16)
    c.fade([(0, 640), (WIDE, 630), (WIDE, HIGH), (0, HIGH)], "#8fae6b", "#5e8350")
    _planks(c)
    for _ in range(240):
        x, y = c.chance.uniform(0, WIDE), c.chance.uniform(650, 890)
        c.line(
            [(x, y), (x + c.chance.uniform(-6, 6), y - c.chance.uniform(10, 26))],
            c.chance.choice(["#a9c27d", "#cbb96a", "#55774a"]),
            2,
        )
    for x, y, h, child in ((800, 690, 84, False), (836, 694, 80, True)):
        things.person(c, x, y, h, child=child, jacket="#d1495b" if not child else "#f3a712")


def _planks(c: Canvas) -> None:
    for n in range(34):
        near = (n / 33) ** 1.8
        y, half = 636 + 270 * near, 22 + 250 * near
        middle = 810 - 110 * near
        c.box(middle - half, y, 2 * half, 3 + 12 * near, mix("#c7ad85", "#8f7350", c.chance.random() * 0.6))


def park(c: Canvas) -> None:
    light = AUTUMN
    sky(c, light, sun=(1180, 240), clouds=3)
    ridge(c, 520, 180, light.far, mix(light.far, light.sky[-1], 0.5))
    hill(c, 600, 80, "#a8ac6b", "#93a05c", phase=0.3)
    for n in range(16):
        things.birch(
            c,
            n * 105 + c.chance.uniform(-30, 30),
            600 + c.chance.uniform(-8, 24),
            c.chance.uniform(150, 240),
            c.chance.choice(["#d9a441", "#c98a34", "#b5a448"]),
        )
    c.fade([(700, 610), (800, 610), (1250, HIGH), (250, HIGH)], "#e5d6b3", "#cfbd95")
    for x, w in ((300, 170), (1180, 190)):
        things.bench(c, x, 760, w)
    things.person(c, 360, 752, 104, jacket="#46688a")
    for x, y, child in ((720, 780, False), (770, 790, True), (950, 720, False)):
        things.person(c, x, y, 128, child=child)
    _dog(c, 880, 816)
    things.birch(c, 90, 800, 420, "#d9a441")
    things.birch(c, 1510, 810, 450, "#c98a34")


def _dog(c: Canvas, x: float, y: float) -> None:
    fur = "#8a5c32"
    c.box(x, y - 42, 66, 26, fur, round_=12)
    c.disc(x + 72, y - 50, 16, fur)
    c.box(x + 78, y - 50, 20, 11, fur, round_=5)
    c.polygon([(x + 62, y - 60), (x + 68, y - 78), (x + 76, y - 62)], mix(fur, "#000000", 0.3))
    c.line([(x + 4, y - 36), (x - 20, y - 60)], fur, 7)
    for at in (6, 18, 46, 57):
        c.box(x + at, y - 22, 7, 22, mix(fur, "#000000", 0.12))


def street(c: Canvas) -> None:
    light = DAY
    sky(c, light, sun=(1260, 190), clouds=4)
    ridge(c, 470, 190, light.far, mix(light.far, light.sky[-1], 0.5))
    for x, w, floors, wall in (
        (-30, 300, 4, "#c79a72"),
        (290, 250, 3, "#e0d4ba"),
        (1010, 260, 4, "#93a5ae"),
        (1290, 340, 5, "#b7795e"),
    ):
        things.block(c, x, 610, w, floors, light, wall=wall, lit=0.12)
    c.fade([(0, 606), (WIDE, 606), (WIDE, 700), (0, 700)], "#d3cdc0", "#c2bbad")
    c.fade([(0, 700), (WIDE, 700), (WIDE, 768), (0, 768)], "#b8564a", "#a4493f")
    c.fade([(0, 768), (WIDE, 768), (WIDE, HIGH), (0, HIGH)], "#8b9196", "#757b81")
    for x in range(40, WIDE, 220):
        c.box(x, 836, 110, 8, "#eceae0")
    for x in (120, 560, 1000, 1460):
        things.birch(c, x, 690, 270, "#6f9a55")
    _shelter(c)
    for x, child in ((640, False), (700, True), (860, False), (300, False), (1240, False)):
        things.person(c, x, 690, 112, child=child)
    _cyclist(c, 420, 756)
    _cyclist(c, 1130, 750)


def _shelter(c: Canvas) -> None:
    c.box(610, 540, 320, 16, "#33475c")
    for x in (620, 910):
        c.box(x, 552, 9, 138, "#33475c")
    c.veil([(629, 556), (911, 556), (911, 680), (629, 680)], "#cfe6f2", 0.5)
    things.bench(c, 740, 690, 130, "#5d6f58")


def _cyclist(c: Canvas, x: float, y: float) -> None:
    for at in (-36, 36):
        c.disc(x + at, y - 22, 23, "#20242c")
        c.disc(x + at, y - 22, 18, "#b0524a")
    c.line([(x - 36, y - 22), (x - 6, y - 56), (x + 30, y - 56), (x + 36, y - 22)], "#2e86ab", 5)
    c.line([(x + 30, y - 56), (x + 26, y - 74), (x + 36, y - 76)], "#33475c", 4)
    things.person(c, x, y - 12, 112)


def bus_stop(c: Canvas) -> None:
    light = BLUE
    sky(c, light)
    c.glow(420, 500, 520, "#eec0b4", 0.5)
    ridge(c, 540, 200, light.far, mix(light.far, light.sky[-1], 0.5))
    for n in range(8):
        things.spruce(c, 40 + n * 220, 620 + n % 3 * 12, 170 + (n * 37) % 90, "#2b4a66", snow="#e1eaf6")
    c.fade([(0, 610), (WIDE, 610), (WIDE, HIGH), (0, HIGH)], mix(light.snow, light.far, 0.35), light.snow)
    c.fade([(0, 720), (WIDE, 700), (WIDE, 850), (0, 880)], "#8fa2c4", "#aebcd6")
    c.glow(1210, 600, 320, light.window, 0.6)
    c.box(1080, 500, 300, 16, "#33475c")
    for x in (1090, 1362):
        c.box(x, 512, 9, 190, "#33475c")
    c.veil([(1099, 516), (1362, 516), (1362, 690), (1099, 690)], "#ffe6b8", 0.45)
    for x, h, child in ((1150, 118, False), (1210, 112, True), (1262, 116, True), (1440, 120, False)):
        things.person(c, x, 704, h, child=child)
    things.bus(c, 330, 810, 560, light)
    snowfall(c, 280)


SCENES: dict[str, Callable[[Canvas], None]] = {
    "square": square,
    "skatepark": skatepark,
    "suburb": suburb,
    "forest-path": forest_path,
    "park": park,
    "street": street,
    "bus": bus_stop,
}
