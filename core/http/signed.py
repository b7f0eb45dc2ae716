"""Short texts signed with the installation's key: toasts, links that prove something."""

import base64
import hashlib
import hmac
import time

from core.settings import settings


def sign(text: str, *, purpose: str, seconds: int) -> str:
    """`text` with an expiry and a signature, safe in cookies and addresses."""
    payload = f"{int(time.time()) + seconds}:{text}".encode()
    return f"{_b64(payload)}.{_b64(_mac(payload, purpose))}"


def unsign(token: str, *, purpose: str) -> str | None:
    """The text, or None where the token is forged, for another purpose, or too old."""
    body, _, mac = token.partition(".")
    try:
        payload, given = _raw(body), _raw(mac)
    except ValueError:
        return None
    if not hmac.compare_digest(given, _mac(payload, purpose)):
        return None
    expiry, _, text = payload.decode().partition(":")
    return text if int(expiry) >= time.time() else None


def _mac(payload: bytes, purpose: str) -> bytes:
    return hmac.new(
        settings().secret_key.encode(), purpose.encode() + b"\0" + payload, hashlib.sha256
    ).digest()


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
