"""Secrets that must be read again, sealed where they lie: a copy of the database alone does not open them."""

import base64
import hashlib
from typing import Any

from core.settings import settings


def seal(secret: str) -> str:
    """Readable by this installation only, as long as its SECRET_KEY is the same."""
    return str(_box().encrypt(secret.encode()).decode())


def unseal(sealed: str) -> str | None:
    """None where it is not ours, or SECRET_KEY has changed since: ask for the secret again."""
    from cryptography.fernet import InvalidToken

    try:
        return str(_box().decrypt(sealed.encode()).decode())
    except (InvalidToken, ValueError):
        return None


def _box() -> Any:
    """cryptography is loaded by those who use it."""
    from cryptography.fernet import Fernet

    key = hashlib.blake2b(settings().secret_key.encode(), digest_size=32, person=b"seal").digest()
    return Fernet(base64.urlsafe_b64encode(key))
