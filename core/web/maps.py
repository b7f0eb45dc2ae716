"""Map tiles at /maps/…: fetched for the visitor and kept a short while, as the source's terms ask."""

import time
from collections import OrderedDict
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException

from core.outside.maps import paper, tiles

LAYERS = ("topo", "topograatone")
DEEPEST = 18
_KEEP_SECONDS = 600
_KEEP_TILES = 400
_LONGEST_NUMBER = 9
_kept: OrderedDict[tuple[str, int, int, int], tuple[float, bytes]] = OrderedDict()


@get("/maps/{layer:str}/{z:int}/{y:int}/{name:str}", include_in_schema=False)
async def map_tile(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Plain paper, kept by nobody, where the source does not answer: the points on it are still right."""
    params = request.path_params
    column = str(params["name"]).removesuffix(".png")
    layer, z, y = params["layer"], params["z"], params["y"]
    x = int(column) if column.isdecimal() and len(column) <= _LONGEST_NUMBER else -1
    if layer not in LAYERS or not _on_earth(z, y, x):
        raise NotFoundException
    found = await _tile((layer, z, y, x))
    caching = f"public, max-age={_KEEP_SECONDS}" if found else "no-store"
    return Response(found or paper(), headers={"cache-control": caching}, media_type="image/png")


def _on_earth(z: int, y: int, x: int) -> bool:
    return 0 <= z <= DEEPEST and 0 <= y < 2**z and 0 <= x < 2**z


async def _tile(key: tuple[str, int, int, int]) -> bytes | None:
    kept = _kept.get(key)
    if kept is not None and time.monotonic() - kept[0] < _KEEP_SECONDS:
        _kept.move_to_end(key)
        return kept[1]
    found = await tiles().tile(*key)
    if found is not None:
        _kept[key] = (time.monotonic(), found)
        while len(_kept) > _KEEP_TILES:
            _kept.popitem(last=False)
    return found
