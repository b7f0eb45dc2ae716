"""Where a service may be: an address that a place's administrator writes must not lead into the operator's own network."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from core.i18n import _
from core.outside.internet import NotPublic, public_address
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
    try:
        number = await public_address(host, port or 443)
    except NotPublic as error:
        raise Unreachable from error
    return LookedUp(url=plain, host=host, number=number)
