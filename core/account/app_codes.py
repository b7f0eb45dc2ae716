"""An authenticator app (RFC 6238): a secret shared once, six digits every half minute. No code counts twice.

The arithmetic is the cryptography package's; kept is the sealed secret, and which half minute was used last.
"""

import base64
import secrets
import time
from typing import Any

from core.db import execute, row, value
from core.http.sealed import seal, unseal
from core.i18n import _
from core.people.limits import Limit, count
from core.text.errors import Refused

SECONDS, DIGITS = 30, 6
_AROUND = (0, -1, 1)  # a clock may be half a minute wrong
_TRIES = Limit("app-codes", 10, 15 * 60)


class WrongAppCode(Refused):
    field = "code"

    def __init__(self) -> None:
        super().__init__(
            _("This is not the code that the app shows now. Wait for the next one, and try again.")
        )


def new_secret() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode()


def address_for_app(secret: str, *, email: str, issuer: str) -> str:
    """What the square code says."""
    return str(_totp(secret).get_provisioning_uri(email, issuer))


def code_at(secret: str, step: int) -> str:
    return str(_totp(secret).generate(step * SECONDS).decode())


def step_now() -> int:
    return int(time.time()) // SECONDS


async def has_key(person_id: int) -> bool:
    return bool(await value("SELECT EXISTS (SELECT 1 FROM person_key WHERE person = $1)", person_id))


async def keep_key(*, person_id: int, secret: str, code: str) -> None:
    """The first time: the code shows that the app has the secret. One who has a key keeps it. Raises WrongAppCode."""
    await count(_TRIES, str(person_id))
    step = _step_of(secret, code, after=0)
    kept = await execute(
        "INSERT INTO person_key (person, secret, step) VALUES ($1, $2, $3) ON CONFLICT (person) DO NOTHING",
        person_id,
        seal(secret),
        step,
    )
    if not kept:
        raise WrongAppCode


async def use_code(*, person_id: int, code: str) -> None:
    """Raises WrongAppCode, TooOften."""
    await count(_TRIES, str(person_id))
    found = await row("SELECT secret, step FROM person_key WHERE person = $1 FOR UPDATE", person_id)
    secret = unseal(found["secret"]) if found else None
    if found is None or secret is None:
        raise WrongAppCode
    step = _step_of(secret, code, after=found["step"])
    await execute("UPDATE person_key SET step = $2 WHERE person = $1", person_id, step)


async def open_session(*, session_id: int) -> None:
    """From now on this session may sit at the desk."""
    await execute("UPDATE session SET keyed_at = now(), proved_at = now() WHERE id = $1", session_id)


async def open_sessions_of(*, person_id: int) -> None:
    """The same for all of an invented person's sessions: a demonstration has no app to give codes."""
    await execute("UPDATE session SET keyed_at = now() WHERE person = $1", person_id)


def _step_of(secret: str, code: str, *, after: int) -> int:
    now, typed = step_now(), "".join(code.split())
    for step in (now + way for way in _AROUND):
        if step > after and secrets.compare_digest(code_at(secret, step).encode(), typed.encode()):
            return step
    raise WrongAppCode


def _totp(secret: str) -> Any:
    """cryptography is loaded by those who use it."""
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), SECONDS, enforce_key_length=True)  # noqa: S303 - what apps know
