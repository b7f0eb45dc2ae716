"""The proxy's file in a real Caddy: certificates for our names only, and headers that cannot be forged."""

import json
import os
import ssl
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.infra.charts import INFRA
from tests.support.outage import until_true
from tests.support.processes import free_port, listening, serving
from tests.support.towns import Towns

CADDY = str(Path(sys.executable).with_name("caddy"))
# A certificate authority of its own instead of one on the internet, and a port that anyone may open.
_HERE = "{\n\tlocal_certs\n\tskip_install_trust\n\tadmin off\n\tauto_https disable_redirects\n"


@pytest.fixture
async def server() -> AsyncIterator[int]:
    async with serving(ALLMENNING_TRUSTED_PROXY="true") as port:
        yield port


@contextmanager
def _proxy(upstream: int, folder: Path) -> Iterator[int]:
    port = free_port()
    text = (INFRA / "compose" / "Caddyfile").read_text()
    text = text.replace("{\n", _HERE, 1).replace("https:// {", f"https://:{port} {{", 1)
    (folder / "Caddyfile").write_text(text)
    running = subprocess.Popen(
        [CADDY, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")],
        env=os.environ
        | {"UPSTREAM": f"127.0.0.1:{upstream}", "XDG_DATA_HOME": str(folder), "HOME": str(folder)},
        stderr=subprocess.DEVNULL,
    )
    try:
        until_true(lambda: listening(port), "the proxy did not start")
        yield port
    finally:
        running.terminate()
        running.wait(timeout=20)


def _get(port: int, host: str, path: str = "/", **headers: str) -> httpx.Response:
    """Over TLS, with the name in the handshake as a browser does it."""
    known = ssl.create_default_context()
    known.check_hostname, known.verify_mode = False, ssl.CERT_NONE
    address = f"https://127.0.0.1:{port}{path}"
    with httpx.Client(verify=known, timeout=30) as client:
        return client.get(address, headers={"host": host, **headers}, extensions={"sni_hostname": host})


def test_every_place_has_a_certificate_and_nobody_else(two_towns: Towns, server: int, tmp_path: Path) -> None:
    with _proxy(server, tmp_path) as port:
        for town, name in ((two_towns.a, "Havneby"), (two_towns.b, "Fjellvik")):
            answer = _get(port, town.hosts[0])
            assert answer.status_code == 200
            assert name in answer.text
        with pytest.raises(httpx.ConnectError):
            _get(port, "elsewhere.example")
        for path in ("/metrics", "/known-host?domain=x"):  # only from inside
            assert _get(port, two_towns.a.hosts[0], path).text == "", path


def test_visitors_cannot_forge_where_they_come_from(tmp_path: Path) -> None:
    class Echo(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(
                json.dumps({name.lower(): self.headers.get_all(name) for name in self.headers}).encode()
            )

    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    try:
        with _proxy(upstream.server_address[1], tmp_path) as port:
            forged = {"X-Forwarded-For": "192.0.2.7", "Forwarded": "for=192.0.2.7"}
            heard = _get(port, "havneby.example.org", **forged).json()
    finally:
        upstream.shutdown()
    assert heard["x-forwarded-for"] == ["127.0.0.1"]
    assert heard["host"] == ["havneby.example.org"]
