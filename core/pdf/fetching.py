"""What a paper may refer to: built files, pictures of the place, `data:`. Nothing else is opened."""

import re
from mimetypes import guess_type
from typing import Any
from urllib.parse import urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from core.pdf.pictures import Pictures
from core.settings import project_folder

OWN = "http://own.invalid/"  # what a path is joined with; the name stands for nothing (RFC 2606) and is never looked up
_BUILT = re.compile(r"/(?:static|print)/([A-Za-z0-9][A-Za-z0-9_.-]*)")
_FRONTEND = project_folder() / "frontend"


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Never the network, never the disk by a path of somebody else's."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._pictures = pictures

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = urlsplit(url).path if url.startswith(OWN) else ""
        content = self._pictures.get(path) or _built(path)
        if content is None:
            raise ValueError("a paper names only files of its own place")
        return URLFetcherResponse(url, content, {"Content-Type": guess_type(path)[0] or "font/woff2"})


def _built(path: str) -> bytes | None:
    match = _BUILT.fullmatch(path)
    if match is None:
        return None
    folder = _FRONTEND / ("fonts/print" if path.startswith("/print/") else "dist")
    file = folder / match.group(1)
    return file.read_bytes() if file.is_file() else None
