"""The templates shown to a real browser: a small server that sends them with the policy the application sends."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from core.i18n import speaking
from core.theme import theme_css
from core.web.security import SECURITY_HEADERS
from tests.frontend.context import FRONTEND, render

_TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
    "png": "image/png",
}


@contextmanager
def shown(page: Callable[[str], str] | None = None) -> Iterator[str]:
    """The address of the server. `/styleguide?colour=8a1538` is the style guide in that colour."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(page or _styleguide))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _styleguide(address: str) -> str:
    colour = parse_qs(urlsplit(address).query).get("colour", [""])[0]
    with speaking("en"):  # this runs in a thread of the server's own
        return render("styleguide.html", theme_url=f"/theme/{colour}-0.css" if colour else None)


def _handler(page: Callable[[str], str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path.startswith("/static/"):
                file = FRONTEND / "dist" / path.removeprefix("/static/")
                self._send(file.read_bytes(), _TYPES[file.suffix[1:]])
            elif path.startswith("/theme/"):
                self._send(theme_css(f"#{path[7:13]}").encode(), "text/css")
            elif path == "/styleguide":
                self._send(page(self.path).encode(), "text/html; charset=utf-8")
            else:
                self.send_error(404)

        def _send(self, body: bytes, media_type: str) -> None:
            self.send_response(200)
            self.send_header("content-type", media_type)
            for name, value in SECURITY_HEADERS:
                self.send_header(name.decode(), value.decode())
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
            """Silence."""

    return Handler
