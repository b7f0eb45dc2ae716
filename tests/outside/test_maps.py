"""Tiles from a real server, and paper where there is none."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from core.outside.maps import DrawnTiles, FetchedTiles, paper, tiles_from
from tests.conftest import Client
from tests.support.towns import Towns


class _Source(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - one list for the one server of a test

    def do_GET(self) -> None:
        self.asked.append(self.path)
        good = self.path.startswith("/topo/")
        self.send_response(200 if good else 404)
        self.end_headers()
        self.wfile.write(paper() if good else b"<html>")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
        """Silence."""


@pytest.fixture
def source() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Source)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{{layer}}/{{z}}/{{y}}/{{x}}.png"
    server.shutdown()
    server.server_close()


async def test_tile_is_fetched_by_its_numbers(source: str) -> None:
    assert await FetchedTiles(source).tile("topo", 5, 8, 16) == paper()
    assert _Source.asked[-1] == "/topo/5/8/16.png"


async def test_what_is_no_picture_is_no_tile(source: str) -> None:
    assert await FetchedTiles(source).tile("other", 5, 8, 16) is None


async def test_source_that_does_not_answer_is_left_alone() -> None:
    dead = FetchedTiles("http://127.0.0.1:9/{layer}/{z}/{y}/{x}.png")
    assert await dead.tile("topo", 1, 0, 0) is None
    assert dead._rest_until > 0


def test_address_decides_the_kind() -> None:
    assert isinstance(tiles_from("drawn:"), DrawnTiles)
    with pytest.raises(ValueError, match="MAP_TILES_URL"):
        tiles_from("ftp://example.org")


@pytest.mark.parametrize(
    "path",
    [
        "/maps/secret/1/0/0.png",
        "/maps/topo/1/9/0.png",
        "/maps/topo/99/0/0.png",
        "/maps/topo/1/0/x.png",
        "/maps/topo/1/0/00000000199999.png",
    ],
)
async def test_tiles_that_are_nowhere_are_not_asked_for(two_towns: Towns, client: Client, path: str) -> None:
    assert (await (await client(two_towns.a)).get(path)).status_code == 404


async def test_tile_comes_from_the_own_host(two_towns: Towns, client: Client) -> None:
    answer = await (await client(two_towns.a)).get("/maps/topo/4/4/8.png")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.headers["cache-control"] == "public, max-age=600"


def test_process_that_fetches_no_tile_loads_no_client() -> None:
    says = "import sys, core.app; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", says], check=False).returncode == 0
