"""One visit: who asks for what, where. Every handler gets one, and needs nothing else."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from litestar import Request

from core.access import Decision, Gate, decide
from core.access.decide import OPEN_GATE
from core.access.known import action_named
from core.http.answers import Forbidden
from core.http.body import Raw, read_body
from core.http.routes import Route
from core.people import Person
from core.settings import settings
from core.tenancy import Site, Tenant
from core.text import storable


class HasGate(Protocol):
    @property
    def gate(self) -> Gate: ...


@dataclass(slots=True)
class Visit:
    """`person` is None for an anonymous visitor. `now` is one moment for the whole request, aware, in UTC."""

    request: Request  # type: ignore[type-arg]
    tenant: Tenant
    site: Site
    person: Person | None
    locale: str
    route: Route
    content_version: int = 0
    support_reason: str | None = None
    place: Any = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    raw: Raw | None = None

    def can(self, action: str, place: HasGate | None = None) -> Decision:
        """May this person do it, here and now? A Refusal is falsy and carries its reason."""
        gate = (place or self.place or _NoPlace).gate
        return decide(self.person, action_named(action), gate, self.now)

    def require(self, action: str, place: HasGate | None = None) -> None:
        """Raises Forbidden with the reason."""
        decision = self.can(action, place)
        if not decision.allowed:
            raise Forbidden(decision)  # type: ignore[arg-type]

    @property
    def query(self) -> dict[str, str]:
        """The last value of each name in the address."""
        return {storable(name): storable(v) for name, v in self.request.query_params.items()}

    @property
    def path(self) -> str:
        return self.request.url.path

    @property
    def wants_fragment(self) -> bool:
        return self.request.headers.get("hx-request") == "true"

    async def body(self) -> Raw:
        """What the form sent: name -> all values. Read once."""
        if self.raw is None:
            self.raw = await read_body(self.request, self.route.max_body)
        return self.raw

    @property
    def ip_key(self) -> str:
        """A keyed hash of the sender's address: enough to count tries, useless to find a person."""
        return keyed_hash(client_address(self.request))


class _NoPlace:
    gate = OPEN_GATE


def person_of(visit: Visit) -> Person:
    """Whoever is signed in, on a page whose action lets nobody else in."""
    if visit.person is None:
        raise LookupError("nobody is signed in")
    return visit.person


def client_address(request: Request) -> str:  # type: ignore[type-arg]
    return sender_address(request.headers.get("x-forwarded-for"), request.client and request.client.host)


def sender_address(forwarded: str | None, peer: str | None) -> str:
    """Of the one who asks: `peer` is who the connection is with, which may be our own proxy."""
    if settings().trusted_proxy and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return peer or ""


def keyed_hash(text: str) -> str:
    return hmac.new(settings().secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]
