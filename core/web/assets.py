"""Built files at /static/: read once, served with a year of caching where the name carries a hash."""

import re
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException

from core.host import house
from core.templates import FRONTEND

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*")
_HASHED = re.compile(r"-[A-Z0-9]{8}\.")


@get("/static/{name:path}", include_in_schema=False)
async def static_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    plain = str(request.path_params["name"]).lstrip("/")
    found = _file(plain)
    if found is None:
        raise NotFoundException
    content, packed = found
    forever = "public, max-age=31536000, immutable" if _HASHED.search(plain) else "public, max-age=3600"
    headers = {"cache-control": forever, "vary": "Accept-Encoding"}
    if packed is not None and "br" in request.headers.get("accept-encoding", ""):
        content, headers["content-encoding"] = packed, "br"
    return Response(content, headers=headers, media_type=guess_type(plain)[0] or "application/octet-stream")


@cache
def _file(name: str) -> tuple[bytes, bytes | None] | None:
    path = _path(name)
    if path is None or not path.is_file() or path.suffix == ".br":
        return None
    packed = path.with_name(f"{path.name}.br")
    return path.read_bytes(), packed.read_bytes() if packed.is_file() else None


def _path(name: str) -> Path | None:
    """`ideas/board.js` is in that plugin's folder, anything else among the host's built files."""
    if not _SAFE.fullmatch(name):
        return None
    plugin_id, slash, rest = name.partition("/")
    if not slash:
        return FRONTEND / "dist" / name
    lodger = house().lodgers.get(plugin_id)
    return lodger.folder / "static" / rest if lodger else None
