"""localstripe as a real server in a process of its own; before it stand the two pages it lacks, shaped as Stripe's are."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qs

import httpx

KEY = "sk_test_allmenning"


def _free_port() -> int:
    with socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def localstripe(folder: Path) -> Iterator[str]:
    """Its address. A new memory each time."""
    port = _free_port()
    program = subprocess.Popen(
        [sys.executable, "-m", "localstripe", "--port", str(port), "--from-scratch"],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield f"http://localhost:{port}"
    finally:
        program.terminate()
        program.wait(10)


def _wait_for(port: int) -> None:
    for _try in range(100):
        try:
            httpx.get(f"http://localhost:{port}/v1/plans", auth=(KEY, ""), timeout=1)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("localstripe does not start")


class _Front(BaseHTTPRequestHandler):
    """Checkout and portal are answered here and remembered; all else goes on to localstripe."""

    behind: ClassVar[str] = ""
    asked: ClassVar[list[tuple[str, dict[str, list[str]], str]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.asked.append((self.path, parse_qs(body.decode()), self.headers.get("idempotency-key", "")))
        if self.path in ("/v1/checkout/sessions", "/v1/billing_portal/sessions"):
            kind = self.path.removeprefix("/v1/").removesuffix("s").replace("/", ".")
            session = {
                "id": f"cs_{secrets.token_hex(4)}",
                "object": kind,
                "url": "https://checkout.stripe.com/c/pay/x",
            }
            self._say(200, json.dumps(session).encode())
            return
        self._pass_on("POST", body)

    def do_GET(self) -> None:
        self._pass_on("GET", b"")

    def do_DELETE(self) -> None:
        self._pass_on("DELETE", b"")

    def _pass_on(self, method: str, body: bytes) -> None:
        headers = {
            name: self.headers[name] for name in ("authorization", "content-type") if name in self.headers
        }
        answer = httpx.request(method, self.behind + self.path, content=body, headers=headers, timeout=10)
        self._say(answer.status_code, answer.content)

    def _say(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: object) -> None:
        """Quiet."""


class Stripe:
    """What a test may ask of it."""

    def __init__(self, url: str, behind: str) -> None:
        self.url = url
        self._api = httpx.Client(base_url=behind, auth=(KEY, ""), timeout=10)

    @property
    def asked(self) -> list[tuple[str, dict[str, list[str]], str]]:
        return _Front.asked

    def give_card(self, customer: str, number: str = "4242424242424242") -> None:
        """As the person does on Stripe's page."""
        card = {
            "type": "card",
            "card[number]": number,
            "card[exp_month]": "12",
            "card[exp_year]": "2040",
            "card[cvc]": "123",
        }
        method = self._post("/v1/payment_methods", **card)["id"]
        self._post(f"/v1/payment_methods/{method}/attach", customer=customer)
        self._post(f"/v1/customers/{customer}", **{"invoice_settings[default_payment_method]": method})

    def subscribe(self, customer: str, plan: str) -> str:
        found: str = self._post("/v1/subscriptions", customer=customer, **{"items[0][plan]": plan})["id"]
        return found

    def cancel(self, subscription: str) -> None:
        self._api.delete(f"/v1/subscriptions/{subscription}").raise_for_status()

    def subscription(self, subscription: str) -> dict[str, object]:
        return dict(self._api.get(f"/v1/subscriptions/{subscription}").json())

    def tax_ids(self, customer: str) -> list[str]:
        return [each["value"] for each in self._api.get(f"/v1/customers/{customer}/tax_ids").json()["data"]]

    def _post(self, path: str, **form: str) -> dict[str, str]:
        answer = self._api.post(path, data=form)
        answer.raise_for_status()
        return dict(answer.json())


@contextmanager
def stripe_at(behind: str) -> Iterator[Stripe]:
    _Front.behind = behind
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Front)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Stripe(f"http://127.0.0.1:{server.server_port}", behind)
    finally:
        server.shutdown()
