"""Requests to the world outside, for plugins: only to declared hosts, and never into the operator's network."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from core.host.capabilities import hosts_here
from core.outside.internet import NotPublic, public_address, turn_to
from core.settings import settings

_SECONDS = 10.0


class NotSent(httpx.TransportError):
    """The request was not sent: a host that is not declared or not accepted, no https, or an address that is no public one."""


@asynccontextmanager
async def outgoing(*, seconds: float = _SECONDS) -> AsyncIterator[httpx.AsyncClient]:
    """An httpx client bound to the hosts of the plugin at work: `async with outgoing() as web: await web.get(…)`. Raises NotSent.

    Use it in a job: a page's hook has two seconds, and a transaction that waits for a stranger holds a connection.
    """
    door = _Door(await hosts_here(), _own_hosts())
    async with httpx.AsyncClient(transport=door, timeout=seconds, trust_env=False) as web:
        yield web


class _Door(httpx.AsyncBaseTransport):
    """Looks at every request, those that a redirect leads to as well."""

    def __init__(self, allowed: frozenset[str], own: frozenset[str]) -> None:
        self.allowed, self.own = allowed, own
        self.beyond = httpx.AsyncHTTPTransport(retries=0)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host, port = request.url.host.lower(), request.url.port
        if host not in self.allowed:
            raise NotSent(f"{host} is not among the hosts that this plugin may call here")
        if f"{host}:{port}" in self.own or host in self.own:
            return await self.beyond.handle_async_request(request)
        if request.url.scheme != "https":
            raise NotSent(f"{host}: only https leaves the house")
        try:
            turn_to(request, await public_address(host, port or 443))
        except NotPublic as error:
            raise NotSent(str(error)) from error
        return await self.beyond.handle_async_request(request)

    async def aclose(self) -> None:
        await self.beyond.aclose()


def _own_hosts() -> frozenset[str]:
    """Of the operator's own network, named by the operator: a plugin that declares one may call it, without https too."""
    return frozenset(each.strip().lower() for each in settings().plugin_hosts.split(",") if each.strip())
