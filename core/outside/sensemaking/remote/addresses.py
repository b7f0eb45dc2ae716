"""Where a service may be: an address that a place's administrator writes must not lead into the operator's own network."""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
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
    return (await looked_up(url, allowed=allowed)).url


@dataclass(frozen=True, kw_only=True)
class LookedUp:
    """`number`: where the name leads, found to be of the open internet; empty for the operator's own hosts."""

    url: str
    host: str
    number: str = ""


async def looked_up(url: str, *, allowed: frozenset[str]) -> LookedUp:
    """The same, with the number to connect to: a name may lead elsewhere a moment after it was looked up. Raises Unreachable."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Unreachable from error
    if parts.username or parts.password or parts.query or parts.fragment or not host:
        raise Unreachable
    plain = url.strip().rstrip("/")
    if parts.scheme in ("http", "https") and {host, f"{host}:{port}"} & allowed:
        return LookedUp(url=plain, host=host)
    if parts.scheme != "https":
        raise Unreachable
    return LookedUp(url=plain, host=host, number=await _number_of(host, port or 443))


async def _number_of(host: str, port: int) -> str:
    """The first, where every number that the name has now is one of the open internet. Raises Unreachable."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable from error
    numbers = [str(each[4][0]) for each in found]
    if not numbers or not all(ipaddress.ip_address(each).is_global for each in numbers):
        raise Unreachable
    return numbers[0]
