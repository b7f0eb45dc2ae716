"""Passwords: argon2id, worked out in a thread so that others need not wait; the common ones refused."""

from functools import cache
from pathlib import Path

from anyio import CapacityLimiter, to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from core.i18n import Text, _, ngettext
from core.text.errors import Refused

SHORTEST = 10
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's advice: 19 MiB, two rounds
_LIST = Path(__file__).parent / "data" / "common_passwords.txt"


class WeakPassword(Refused):
    """Too short, too common, or too near to the person. `field` says where the form shows it."""

    field = "password"

    def __init__(self, message: Text) -> None:
        super().__init__(message)


def check_password(password: str, *, name: str = "", email: str = "") -> None:
    """Raises WeakPassword with what to do about it."""
    if len(password) < SHORTEST:
        message = ngettext(
            "Use at least {n} character. A sentence is easy to remember.",
            "Use at least {n} characters. A sentence is easy to remember.",
            SHORTEST,
        )
        raise WeakPassword(message.format(n=SHORTEST))
    plain = password.casefold().strip()
    if len(set(plain)) < 4 or {plain, _core(plain)} & common_passwords():  # noqa: PLR2004 - aaaaaabbbb
        raise WeakPassword(_("Many people use this password, so it is easy to guess. Choose another."))
    if {plain, _core(plain)} & _own_words(name, email):
        raise WeakPassword(_("Do not use your name or your address as the password."))


async def hash_password(password: str) -> str:
    return await to_thread.run_sync(_HASHER.hash, password, limiter=_limiter())


async def password_matches(stored: str | None, password: str) -> bool:
    """Takes the same time whether there is a password to compare with or not."""
    matched = await to_thread.run_sync(_verify, stored or _nobodys(), password, limiter=_limiter())
    return matched and stored is not None


def needs_rehash(stored: str) -> bool:
    return _HASHER.check_needs_rehash(stored)


@cache
def common_passwords() -> frozenset[str]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def _limiter() -> CapacityLimiter:
    # Each takes 19 MiB and a core: a flood of sign-ins must not take the machine.
    return CapacityLimiter(2)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")


def _verify(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False


def _core(plain: str) -> str:
    """Without the digits and marks that people hang on: `sommer2024!` is `sommer`."""
    return plain.strip("0123456789!?.,-_*#$%&@+= ")


def _own_words(name: str, email: str) -> set[str]:
    whole, address = name.casefold().strip(), email.casefold().strip()
    local, _at, host = address.partition("@")
    joined = {whole, whole.replace(" ", ""), whole.replace(" ", "."), address, local, host}
    return {word for word in joined if word}
