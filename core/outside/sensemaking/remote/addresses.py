"""Where a service may be: an address that a place's administrator writes must not lead into the operator's own network."""

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit

from core.i18n import _
from core.settings import settings
from core.text import Refused


class Unreachable(Refused):
    """The address is none that may be used here."""

    field = "base_url"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Write an address that begins with https:// and can be reached from the internet, "
                "or ask those who run the service."
            )
        )


def allowed_hosts() -> frozenset[str]:
    """Of the operator: `localhost:11434,llm.internal`."""
    return frozenset(each.strip() for each in settings().sensemaking_hosts.split(",") if each.strip())


async def checked_address(url: str, *, allowed: frozenset[str]) -> str:
    """The address without its last stroke. `allowed`: hosts, with ports where they have one, that the operator has named.

    Raises Unreachable: no https, a user in it, a name that leads to a private or local machine.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Unreachable from error
    if parts.username or parts.password or parts.query or parts.fragment or not host:
        raise Unreachable
    if parts.scheme in ("http", "https") and {host, f"{host}:{port}"} & allowed:
        return url.strip().rstrip("/")
    if parts.scheme != "https" or not await _leads_out(host, port or 443):
        raise Unreachable
    return url.strip().rstrip("/")


async def _leads_out(host: str, port: int) -> bool:
    """Every address that the name has now is one of the open internet."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(ipaddress.ip_address(each[4][0]).is_global for each in found)
