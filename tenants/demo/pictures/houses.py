"""Scenes in and around houses that belong to everyone."""

from collections.abc import Callable

from tenants.demo.pictures import things
from tenants.demo.pictures.canvas import HIGH, WIDE, Canvas, mix
from tenants.demo.pictures.land import (
    AUTUMN,
    BLUE,
    DAY,
    MORNING,
    SUMMER,
    hill,
    ridge,
    sky,
    snowfall,
)


def pool(c: Canvas) -> None:
    light = SUMMER
    sky(c, light, sun=(1080, 180), clouds=3)
    ridge(c, 420, 260, light.far, mix(light.far, light.sky[-1], 0.5))
    c.fade([(0, 400), (WIDE, 400), (WIDE, 470), (0, 470)], light.mid, light.near)
    for x in range(0, WIDE + 1, 200):
        c.box(x - 9, 0, 18, 470, "#e9e6de")
    c.box(0, 0, WIDE, 46, "#d8d3c7")
    c.box(0, 458, WIDE, 18, "#d8d3c7")
    c.fade([(0, 476), (WIDE, 476), (WIDE, 560), (0, 560)], "#cfe6e8", "#b9d8dc")
    c.fade([(0, 560), (WIDE, 560), (WIDE, HIGH), (0, HIGH)], "#5cc0d4", "#1f7fa3")
    _lanes(c)
    for x, y, r in ((420, 650, 20), (760, 610, 15), (1160, 720, 26)):
        c.disc(x, y, r * 2.2, "#8fd8e6", squash=0.4)
        c.disc(x, y - r * 0.6, r, "#d9a27d")
        c.disc(x, y - r * 0.8, r, "#d1495b", lower=False)
    for x, h, child in ((250, 130, False), (306, 118, True), (1340, 126, False)):
        things.person(c, x, 556, h, child=child)


def _lanes(c: Canvas) -> None:
    for n in range(6):
        top, bottom = 200 + n * 240, -500 + n * 520
        for at in range(14):
            near, far = at / 14, (at + 0.62) / 14
            c.line(
                [
                    (top + (bottom - top) * near, 560 + 340 * near),
                    (top + (bottom - top) * far, 560 + 340 * far),
                ],
                "#f4f1e6" if at % 2 else "#e4572e",
                3 + 8 * near,
            )
    for _ in range(60):
        x, y = c.chance.uniform(0, WIDE), c.chance.uniform(580, 890)
        c.line([(x, y), (x + 50 * (y / 700), y)], "#9fe0ec", 2.4)


def school(c: Canvas) -> None:
    light = AUTUMN if c.chance.choice([True, False]) else DAY
    sky(c, light, sun=(1300, 190), clouds=4)
    ridge(c, 520, 240, light.far, mix(light.far, light.sky[-1], 0.5))
    hill(c, 580, 60, mix(light.mid, light.ground, 0.5), light.ground, phase=0.7)
    c.fade([(300, 640), (300, 430), (1240, 430), (1240, 640)], "#b5473a", "#93382e")
    c.polygon([(276, 436), (360, 340), (1180, 340), (1264, 436)], "#4b4f5c")
    things.windows(c, 330, 452, 370, 170, light, across=6, down=2, lit=0.3)
    things.windows(c, 850, 452, 370, 170, light, across=6, down=2, lit=0.3)
    c.polygon([(660, 440), (775, 300), (890, 440)], "#efe9dc")
    c.fade([(690, 640), (690, 436), (860, 436), (860, 640)], "#efe9dc", "#d8d1c2")
    c.disc(775, 392, 26, "#33475c")
    c.box(738, 540, 74, 100, "#5b6f58", round_=4)
    c.fade(
        [(0, 640), (WIDE, 640), (WIDE, HIGH), (0, HIGH)],
        mix(light.ground, "#cfc7b2", 0.55),
        mix(light.ground, "#b5ab93", 0.6),
    )
    c.line([(1370, 680), (1370, 300)], "#eceae3", 7)
    _flag(c, 1374, 306)
    for n in range(13):
        things.person(
            c,
            120 + n * 108 + c.chance.uniform(-30, 30),
            700 + c.chance.uniform(0, 130),
            108,
            child=n % 5 != 0,
        )
    for x, y, h in ((180, 660, 300), (1500, 690, 340)):
        things.birch(c, x, y, h, "#c98a34" if light is AUTUMN else "#6f9a55")


def _flag(c: Canvas, x: float, y: float) -> None:
    c.box(x, y, 96, 66, "#ba0c2f")
    c.box(x + 26, y, 18, 66, "#ffffff")
    c.box(x, y + 24, 96, 18, "#ffffff")
    c.box(x + 31, y, 8, 66, "#00205b")
    c.box(x, y + 29, 96, 8, "#00205b")


def playground(c: Canvas) -> None:
    light = MORNING
    sky(c, light, sun=(300, 260), clouds=4)
    ridge(c, 540, 220, light.far, mix(light.far, light.sky[-1], 0.6))
    hill(c, 620, 90, mix("#93b56f", light.mid, 0.25), "#7da35c", phase=1.6)
    c.fade(
        [(120, 740), (430, 680), (1330, 690), (1520, 790), (1300, HIGH), (260, HIGH)], "#e2cf9e", "#cdb682"
    )
    _wooden_boat(c)
    _swings(c)
    for n in range(9):
        things.person(
            c, 330 + n * 118 + c.chance.uniform(-24, 24), 800 + c.chance.uniform(-20, 60), 118,
            child=n % 4 != 0, jacket=things.JACKETS[n % 7],
        )  # fmt: skip
    things.birch(c, 120, 720, 330, "#82a45f")
    things.birch(c, 1510, 730, 300, "#82a45f")


def _wooden_boat(c: Canvas) -> None:
    c.polygon([(640, 640), (1120, 620), (1060, 760), (720, 760)], "#a5713f")
    for n in range(3):
        c.line([(655 + n * 16, 670 + n * 26), (1100 - n * 14, 656 + n * 30)], "#8a5c32", 4)
    c.box(760, 540, 130, 108, "#b5473a", round_=6)
    c.box(784, 562, 80, 40, "#f2e9d5", round_=4)
    c.line([(980, 640), (980, 400)], "#6b4a30", 10)
    for n in range(5):
        c.line([(980, 420 + n * 12), (900 + n * 46, 636)], "#d8caa4", 2.5)
    c.polygon([(984, 404), (1070, 426), (984, 450)], "#f3a712")


def _swings(c: Canvas) -> None:
    c.line([(330, 730), (380, 500), (580, 500), (630, 730)], "#3e6f8e", 10)
    for x, sway in ((430, -34), (530, 40)):
        c.line([(x, 502), (x + sway, 656)], "#5d6570", 3)
        c.line([(x + 22, 502), (x + 22 + sway, 656)], "#5d6570", 3)
        c.box(x + sway - 4, 652, 32, 8, "#e4572e")
        things.person(c, x + sway + 11, 694, 92, child=True)


def shop(c: Canvas) -> None:
    light = BLUE
    sky(c, light)
    ridge(c, 540, 260, light.far, mix(light.far, light.sky[-1], 0.5))
    c.fade([(0, 600), (WIDE, 590), (WIDE, HIGH), (0, HIGH)], mix(light.snow, light.far, 0.35), light.snow)
    c.fade([(430, 690), (430, 470), (1180, 470), (1180, 690)], "#c9963f", "#a67a30")
    c.polygon([(400, 476), (500, 350), (1110, 350), (1210, 476)], light.snow)
    c.polygon([(418, 476), (510, 372), (1100, 372), (1192, 476)], mix(light.snow, light.far, 0.25))
    c.box(640, 486, 330, 50, "#7b2f28", round_=6)
    for n in range(9):
        c.box(662 + n * 33, 500, 20, 22, "#f4dba2", round_=3)
    c.glow(660, 640, 360, light.window, 0.6)
    c.glow(960, 640, 360, light.window, 0.6)
    for x in (470, 640, 930, 1040):
        c.box(x, 556, 118, 108, "#5d3d22")
        c.box(x + 7, 563, 104, 94, light.window)
        for n in range(3):
            c.box(x + 14, 590 + n * 23, 90, 14, c.chance.choice(["#d1495b", "#4f9d69", "#f3a712", "#2e86ab"]))
    c.box(790, 556, 100, 134, "#5d3d22")
    c.box(800, 566, 80, 124, "#ffeec4")
    for x, h in ((330, 116), (730, 108), (1290, 112), (1340, 74)):
        things.person(c, x, 760, h)
    things.lamp(c, 240, 740, 300, light)
    snowfall(c, 200)


def library(c: Canvas) -> None:
    light = BLUE
    sky(c, light)
    ridge(c, 520, 180, light.far, mix(light.far, light.sky[-1], 0.5))
    c.fade(
        [(0, 640), (WIDE, 640), (WIDE, HIGH), (0, HIGH)],
        mix(light.snow, light.far, 0.5),
        mix(light.snow, light.far, 0.15),
    )
    c.box(240, 210, 1120, 440, "#2c3a57", round_=6)
    c.fade([(270, 640), (270, 240), (1330, 240), (1330, 640)], "#ffe2a6", "#f6c578")
    for row in range(3):
        _shelf(c, 270, 330 + row * 108)
    for x in range(270, 1331, 212):
        c.box(x - 6, 232, 12, 416, "#2c3a57")
    c.box(700, 470, 200, 178, "#ffeec8")
    c.box(694, 462, 212, 10, "#2c3a57")
    c.box(796, 470, 8, 178, "#2c3a57")
    for x in (380, 560, 1010, 1200):
        things.person(c, x, 646, 128)
    for n in range(4):
        c.line([(360 + n * 290, 240), (360 + n * 290, 290)], "#5d5142", 3)
        c.disc(360 + n * 290, 300, 22, "#fff4d6")
    c.glow(800, 760, 700, light.window, 0.4)
    for x, y, child in ((180, 790, False), (232, 796, True), (900, 770, False), (1440, 780, False)):
        things.person(c, x, y, 138, child=child)
    things.lamp(c, 110, 780, 330, light)
    snowfall(c, 220)


def _shelf(c: Canvas, x: float, y: float) -> None:
    c.box(x, y, 1060, 10, "#9c6f3d")
    at = x + 4
    while at < x + 1040:
        wide, high = c.chance.uniform(8, 19), c.chance.uniform(46, 76)
        c.box(
            at,
            y - high,
            wide,
            high,
            c.chance.choice(["#8c3f34", "#3f6a72", "#b98436", "#5b4a72", "#7c8b5a", "#c9b28a", "#37506e"]),
        )
        at += wide + c.chance.choice([1, 1, 2, 16])


SCENES: dict[str, Callable[[Canvas], None]] = {
    "pool": pool,
    "school": school,
    "playground": playground,
    "shop": shop,
    "library": library,
}
