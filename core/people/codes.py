"""Six digits sent by mail prove that an address is somebody's. Five tries, fifteen minutes, once."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any, NamedTuple

from core.db import execute, row
from core.i18n import _, ngettext
from core.settings import settings
from core.tenancy import current_tenant, keep_writes
from core.text.errors import Refused

TRIES = 5
MINUTES = 15

SIGN_IN = "sign_in"
REGISTER = "register"
CHANGE_EMAIL = "change_email"
PROVE = "prove"  # before what cannot be undone


class Issued(NamedTuple):
    """`code` goes into the mail and nowhere else; `id` stays with the browser that asked for it."""

    id: int
    code: str


@dataclass(frozen=True, slots=True)
class Proven:
    """The address is theirs. `data` is what was set aside when the code was asked for."""

    email: str
    data: dict[str, Any]


class WrongCode(Refused):
    def __init__(self, left: int) -> None:
        super().__init__(
            ngettext(
                "This is not the code we sent. You have {n} try left.",
                "This is not the code we sent. You have {n} tries left.",
                left,
            ).format(n=left)
        )


class CodeGone(Refused):
    """Used up, too old, used before, or never there: one answer to all."""

    def __init__(self) -> None:
        super().__init__(_("This code can no longer be used. Ask for a new one."))


async def issue_code(*, purpose: str, email: str, data: dict[str, Any] | None = None) -> Issued:
    """A new code for an address. Codes sent before stay good for their time: the mail may arrive late."""
    code = f"{secrets.randbelow(1_000_000):06}"
    found = await row(
        "INSERT INTO sign_in_code (purpose, email, code_hash, expires_at, data) "
        "VALUES ($1, $2, $3, now() + make_interval(mins => $4), $5) RETURNING id",
        purpose,
        email,
        _hash(purpose, email, code),
        MINUTES,
        data or {},
    )
    return Issued(found["id"] if found else 0, code)


async def spend_code(*, code_id: int, purpose: str, code: str) -> Proven:
    """Counts the try, whatever comes of it. Raises WrongCode or CodeGone."""
    found = await row(
        # One try at a time: the row is locked until this one is counted.
        "UPDATE sign_in_code SET tries = tries + 1 "
        "WHERE id = $1 AND purpose = $2 AND tries < $3 AND expires_at > now() "
        "RETURNING email, code_hash, tries, data",
        code_id,
        purpose,
        TRIES,
    )
    if found is None:
        raise CodeGone
    if not hmac.compare_digest(bytes(found["code_hash"]), _hash(purpose, found["email"], code)):
        keep_writes()
        left = TRIES - int(found["tries"])
        raise WrongCode(left) if left else CodeGone
    await execute("DELETE FROM sign_in_code WHERE id = $1", code_id)
    return Proven(found["email"], found["data"])


async def data_of(*, code_id: int, purpose: str) -> dict[str, Any]:
    """What was set aside with a code, to send another. Raises CodeGone once it is too old."""
    found = await row(
        "SELECT data FROM sign_in_code WHERE id = $1 AND purpose = $2 AND expires_at > now()",
        code_id,
        purpose,
    )
    if found is None:
        raise CodeGone
    return dict(found["data"])


async def sweep_codes() -> int:
    """Throw away what can no longer be used; how many."""
    return await execute("DELETE FROM sign_in_code WHERE expires_at < now() - interval '1 day'")


def _hash(purpose: str, email: str, code: str) -> bytes:
    # Keyed: a million codes are quickly tried against a plain hash. Bound to the tenant: no use elsewhere.
    text = f"{current_tenant().id}\0{purpose}\0{email.lower()}\0{code}"
    return hmac.new(settings().secret_key.encode(), text.encode(), hashlib.sha256).digest()
