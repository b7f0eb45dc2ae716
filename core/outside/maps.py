"""Map tiles: from the mapping authority, through our own host, so that no visitor's address leaves it. Or drawn here."""

import io
import time
from functools import cache
from typing import Protocol

from PIL import Image, ImageDraw

from core.settings import settings

TILE = 256
_SECONDS = 4.0
_PAUSE = 60.0  # how long a source that does not answer is left alone
_PAPER, _LINE = "#e4ebec", "#d3dddf"


class Tiles(Protocol):
    async def tile(self, layer: str, z: int, y: int, x: int) -> bytes | None:
        """A PNG of 256 × 256 in web mercator, or None where the source has none or does not answer."""


@cache
def tiles() -> Tiles:
    """The one of this process, from MAP_TILES_URL."""
    return tiles_from(settings().map_tiles_url)


def tiles_from(url: str) -> Tiles:
    """`https://…/{layer}/…/{z}/{y}/{x}.png`, or `drawn:` for plain paper."""
    return DrawnTiles() if url.startswith("drawn:") else FetchedTiles(url)


class FetchedTiles:
    """From a WMTS or XYZ server. When it does not answer it is not asked again for a minute."""

    def __init__(self, url: str) -> None:
        if not url.startswith(("https://", "http://")):
            raise ValueError("MAP_TILES_URL must begin with https:// or be drawn:")
        import httpx  # here, since it is slow to load and a process that fetches no tile goes without

        self._url = url
        self._rest_until = 0.0
        self._fails, self._ok = httpx.HTTPError, httpx.codes.OK
        self._client = httpx.AsyncClient(timeout=_SECONDS, headers={"user-agent": "Allmenning"})

    async def tile(self, layer: str, z: int, y: int, x: int) -> bytes | None:
        if time.monotonic() < self._rest_until:
            return None
        try:
            answer = await self._client.get(self._url.format(layer=layer, z=z, y=y, x=x))
        except self._fails:
            self._rest_until = time.monotonic() + _PAUSE
            return None
        is_png = answer.content.startswith(b"\x89PNG")
        return answer.content if answer.status_code == self._ok and is_png else None


class DrawnTiles:
    """Plain paper with a grid: for machines without a way out, and for tests."""

    async def tile(self, layer: str, z: int, y: int, x: int) -> bytes | None:  # noqa: ARG002 - all are alike
        return paper()


@cache
def paper() -> bytes:
    """The tile that stands where no map can be had."""
    picture = Image.new("RGB", (TILE, TILE), _PAPER)
    pen = ImageDraw.Draw(picture)
    for at in range(0, TILE, TILE // 4):
        pen.line([(at, 0), (at, TILE)], fill=_LINE)
        pen.line([(0, at), (TILE, at)], fill=_LINE)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
