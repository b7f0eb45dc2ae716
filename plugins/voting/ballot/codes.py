"""The voter's two codes. The change code is the voter's alone; the receipt is made from it and stands on the ballot.

Who has the change code finds the ballot; nobody comes from the receipt to the change code (SHA-256 of 80 random bits).
"""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: nothing that is mistaken for something else
LENGTH = 16  # characters of 5 bits
_ALIKE = str.maketrans("ILOU", "110V", " -–.")


def new_code() -> str:
    """80 random bits."""
    return "".join(secrets.choice(ALPHABET) for _each in range(LENGTH))


def receipt_of(code: str) -> str:
    digest = int.from_bytes(hashlib.sha256(b"allmenning ballot\0" + code.encode()).digest()[:10])
    return "".join(ALPHABET[(digest >> shift) & 31] for shift in range(75, -5, -5))


def fresh_receipt() -> str:
    """For a ballot that nobody may change, such as one from paper."""
    return receipt_of(new_code())


def read_code(typed: str) -> str | None:
    """What somebody typed: small letters, spaces and hyphens are as good. None where it cannot be a code."""
    code = typed[:80].upper().translate(_ALIKE)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def say_code(code: str) -> str:
    """In groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
