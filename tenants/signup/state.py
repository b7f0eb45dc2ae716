"""A sign-up under way, kept on the server. The only writer of `tenants_sign_up`."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.db import execute, row
from core.tenancy import Kind
from tenants.facts import Organisation, organisation

HOURS = 24  # so long it waits for its next step


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who signs up: one of the register, or another organisation with its number (a foreign body has none)."""

    register: str = ""
    name: str = ""
    orgnr: str = ""

    @property
    def listed(self) -> Organisation | None:
        return organisation(self.register)

    @property
    def kind(self) -> Kind:
        return self.listed.kind if self.listed else Kind.OTHER

    @property
    def titles(self) -> dict[str, str]:
        return self.listed.titles if self.listed else dict.fromkeys(("nb", "nn", "en"), self.name)

    @property
    def numbers(self) -> dict[str, str]:
        """What the tenant row keeps: its unique indexes let each organisation in once."""
        if self.register:
            return {"register": self.register}
        return {"orgnr": self.orgnr} if self.orgnr else {}

    @property
    def key(self) -> str:
        """As the register of domains names it; empty where nothing official is known."""
        return next((f"{name}:{number}" for name, number in self.numbers.items()), "")


@dataclass(frozen=True, slots=True)
class SignUp:
    id: int
    chosen: Chosen
    name: str
    email: str
    locale: str
    code_id: int
    proven_at: datetime | None
    tenant: str
    address: str
    finished: bool = field(default=False)

    @property
    def next_step(self) -> str:
        """The first page whose question is not answered."""
        if self.finished:
            return "/sign-up/done"
        if not self.email:
            return "/sign-up/you"
        return "/sign-up/place" if self.proven_at else "/sign-up/code"


async def begin(*, chosen: Chosen, locale: str) -> str:
    """A new sign-up; the token for the browser that began it."""
    token = secrets.token_urlsafe(32)
    await execute(
        "INSERT INTO tenants_sign_up (token_hash, organisation, locale) VALUES ($1, $2, $3)",
        _hash(token),
        _as_json(chosen),
        locale,
    )
    return token


async def current(token: str | None, *, lock: bool = False) -> SignUp | None:
    """The sign-up of this browser. With `lock`, a second click waits here for the first."""
    if not token:
        return None
    found = await row(
        "SELECT * FROM tenants_sign_up WHERE token_hash = $1 AND created_at > now() - make_interval(hours => $2)"
        + (" FOR UPDATE" if lock else ""),
        _hash(token),
        HOURS,
    )
    return _from_row(found) if found else None


async def choose(sign_up: SignUp, *, chosen: Chosen) -> None:
    await execute(
        "UPDATE tenants_sign_up SET organisation = $2 WHERE id = $1 AND tenant = ''",
        sign_up.id,
        _as_json(chosen),
    )


async def tell(sign_up: SignUp, *, name: str, email: str, code_id: int) -> None:
    """Who signs up. Another address than before must be proven anew."""
    await execute(
        "UPDATE tenants_sign_up SET name = $2, code_id = $4, email = $3::varchar, "
        "proven_at = CASE WHEN email = $3::varchar THEN proven_at END WHERE id = $1 AND tenant = ''",
        sign_up.id,
        name,
        email,
        code_id,
    )


async def prove(sign_up: SignUp, *, email: str) -> None:
    """The code came back, so the address is theirs."""
    await execute(
        "UPDATE tenants_sign_up SET proven_at = now(), code_id = 0 WHERE id = $1 AND email = $2",
        sign_up.id,
        email,
    )


async def finish(sign_up: SignUp, *, tenant_id: str, host: str) -> None:
    await execute(
        "UPDATE tenants_sign_up SET tenant = $2, address = $3, finished_at = now() WHERE id = $1",
        sign_up.id,
        tenant_id,
        host,
    )


async def sweep() -> int:
    """Forget what can no longer go on: names and addresses of people who changed their mind."""
    return await execute(
        "DELETE FROM tenants_sign_up WHERE created_at < now() - make_interval(hours => $1)", 2 * HOURS
    )


def _as_json(chosen: Chosen) -> dict[str, str]:
    return {"register": chosen.register, "name": chosen.name, "orgnr": chosen.orgnr}


def _from_row(found: dict[str, Any]) -> SignUp:
    return SignUp(
        id=found["id"],
        chosen=Chosen(**found["organisation"]),
        name=found["name"],
        email=found["email"],
        locale=found["locale"],
        code_id=found["code_id"],
        proven_at=found["proven_at"],
        tenant=found["tenant"],
        address=found["address"],
        finished=found["finished_at"] is not None,
    )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
