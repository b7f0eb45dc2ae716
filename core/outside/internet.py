"""Where a name leads: a request whose host somebody else chose must not reach the operator's own network."""

import asyncio
import ipaddress
import socket
from typing import Any


class NotPublic(OSError):
    """The name cannot be found, or leads to a private or local machine; the message says which."""


async def public_address(host: str, port: int) -> str:
    """The first, where every address that the name has now is one of the open internet. Raises NotPublic."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotPublic(f"{host} cannot be found") from error
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(ipaddress.ip_address(each).is_global for each in addresses):
        raise NotPublic(f"{host} leads to a private network")
    return addresses[0]


def turn_to(request: Any, address: str) -> None:
    """Connect to the address that was looked at: the name could lead elsewhere a moment later. The name stays in the `Host`
    line, and is what the certificate must say. `request`: one of httpx, or of what openai uses in its place.
    """
    request.extensions = {**request.extensions, "sni_hostname": request.url.host}
    request.url = request.url.copy_with(host=address)
