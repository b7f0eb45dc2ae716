"""A sheet of 1600 × 900 units, whatever its size in pixels; drawn twice as large and made smaller, so that edges are smooth."""

from collections.abc import Sequence
from random import Random

from PIL import Image, ImageColor, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]
WIDE, HIGH = 1600, 900
_RIM = 178  # the value of Pillow's radial gradient at the middle of an edge


def ink(colour: str | Colour) -> Colour:
    return ImageColor.getrgb(colour)[:3] if isinstance(colour, str) else colour


def mix(one: str | Colour, other: str | Colour, share: float) -> Colour:
    """`share` 0 is the one, 1 the other."""
    a, b = ink(one), ink(other)
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


class Canvas:
    def __init__(self, width: int, chance: Random) -> None:
        self.width = width
        self.scale = 2 * width / WIDE
        self.image = Image.new("RGB", (2 * width, round(HIGH * self.scale)))
        self.pen = ImageDraw.Draw(self.image)
        self.chance = chance

    def finished(self, *, mirrored: bool) -> Image.Image:
        small = self.image.reduce(2)
        return small.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else small

    # Plain shapes ---------------------------------------------------------------------------------------------------

    def polygon(self, points: Sequence[Point], colour: str | Colour) -> None:
        self.pen.polygon(self._scaled(points), fill=ink(colour))

    def box(self, x: float, y: float, w: float, h: float, colour: str | Colour, *, round_: float = 0) -> None:
        corners = (x * self.scale, y * self.scale, (x + w) * self.scale, (y + h) * self.scale)
        self.pen.rounded_rectangle(corners, radius=round_ * self.scale, fill=ink(colour))

    def disc(
        self, x: float, y: float, r: float, colour: str | Colour, *, squash: float = 1, lower: bool = True
    ) -> None:
        """`lower` False is the upper half only."""
        corners = (
            (x - r) * self.scale,
            (y - r * squash) * self.scale,
            (x + r) * self.scale,
            (y + r * squash) * self.scale,
        )
        if lower:
            self.pen.ellipse(corners, fill=ink(colour))
        else:
            self.pen.pieslice(corners, 180, 360, fill=ink(colour))

    def line(self, points: Sequence[Point], colour: str | Colour, width: float) -> None:
        thick = max(1, round(width * self.scale))
        self.pen.line(self._scaled(points), fill=ink(colour), width=thick, joint="curve")

    # Light ----------------------------------------------------------------------------------------------------------

    def fade(self, points: Sequence[Point], top: str | Colour, bottom: str | Colour) -> None:
        """A shape whose colour runs from top to bottom."""
        scaled = self._scaled(points)
        left, right = min(x for x, _ in scaled), max(x for x, _ in scaled)
        over, under = min(y for _, y in scaled), max(y for _, y in scaled)
        size = (round(right - left) + 1, round(under - over) + 1)
        mask = Image.new("1", size)
        ImageDraw.Draw(mask).polygon([(x - left, y - over) for x, y in scaled], fill=1)
        self.image.paste(self._ramp(size, [top, bottom]), (round(left), round(over)), mask)

    def sky(self, *colours: str | Colour, down_to: float = HIGH) -> None:
        size = (self.image.width, round(down_to * self.scale))
        self.image.paste(self._ramp(size, colours), (0, 0))

    def glow(self, x: float, y: float, r: float, colour: str | Colour, strength: float = 0.6) -> None:
        """Light that fades outwards."""
        side = max(2, round(2 * r * self.scale))
        fading = [round(255 * strength * max(0.0, 1 - n / _RIM) ** 1.7) for n in range(256)]
        mask = Image.radial_gradient("L").point(fading)
        at = (round((x - r) * self.scale), round((y - r) * self.scale))
        self.image.paste(Image.new("RGB", (side, side), ink(colour)), at, mask.resize((side, side)))

    def veil(self, points: Sequence[Point], colour: str | Colour, strength: float) -> None:
        """A shape that one can see through."""
        scaled = self._scaled(points)
        left, over = round(min(x for x, _ in scaled)), round(min(y for _, y in scaled))
        size = (round(max(x for x, _ in scaled)) - left + 1, round(max(y for _, y in scaled)) - over + 1)
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x - left, y - over) for x, y in scaled], fill=round(255 * strength))
        self.image.paste(ink(colour), (left, over, left + size[0], over + size[1]), mask)

    def mirror(self, waterline: float, down_to: float, tint: str | Colour, strength: float = 0.55) -> None:
        """Still water: what stands above it, upside down."""
        high = round((down_to - waterline) * self.scale)
        at = round(waterline * self.scale)
        above = self.image.crop((0, max(0, at - high), self.image.width, at))
        turned = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        water = self._ramp(turned.size, [mix(tint, "#ffffff", 0.06), mix(tint, "#000000", 0.25)])
        self.image.paste(Image.blend(turned, water, strength), (0, at))
        self._ripples(waterline, down_to, tint)

    def _ripples(self, waterline: float, down_to: float, tint: str | Colour) -> None:
        for _ in range(70):
            depth = self.chance.random() ** 1.6
            y = waterline + 4 + depth * (down_to - waterline - 8)
            long = 20 + 130 * depth * self.chance.random()
            x = self.chance.uniform(-40, WIDE)
            light = self.chance.choice(["#ffffff", "#ffffff", "#000000"])
            self.line([(x, y), (x + long, y)], mix(tint, light, 0.16), 1.2 + 2 * depth)

    def _ramp(self, size: tuple[int, int], colours: Sequence[str | Colour]) -> Image.Image:
        column = Image.new("RGB", (1, len(colours)))
        column.putdata([ink(colour) for colour in colours])
        rows = max(2, size[1])
        # Interpolate between the middles of the colours, not beyond them.
        edge = 0.5
        tall = column.resize((1, rows), Image.Resampling.BILINEAR, box=(0, edge, 1, len(colours) - edge))
        return tall.resize((size[0], size[1]), Image.Resampling.NEAREST)

    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]
