"""How often what may be tried. A school or a library is many people behind one sender: those are generous."""

from core.people.limits import Limit, address_key, count, forget

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400

CODES_TO_ADDRESS = Limit("codes", 5, 15 * _MINUTE)
CODES_TO_ADDRESS_A_DAY = Limit("codes-day", 20, _DAY)
CODES_FROM_SENDER = Limit("codes-sender", 100, _HOUR)
CODE_TRIES_FROM_SENDER = Limit("code-tries-sender", 200, 15 * _MINUTE)
PASSWORDS_AT_ADDRESS = Limit("passwords", 10, 15 * _MINUTE)
PASSWORDS_FROM_SENDER = Limit("passwords-sender", 100, 15 * _MINUTE)


async def count_code_sent(email: str, ip_key: str) -> None:
    """Before it is known whether anybody has this address. Raises TooOften."""
    await count(CODES_FROM_SENDER, ip_key)
    await count(CODES_TO_ADDRESS, address_key(email))
    await count(CODES_TO_ADDRESS_A_DAY, address_key(email))


async def count_code_tried(ip_key: str) -> None:
    await count(CODE_TRIES_FROM_SENDER, ip_key)


async def count_password_tried(email: str, ip_key: str) -> None:
    await count(PASSWORDS_FROM_SENDER, ip_key)
    await count(PASSWORDS_AT_ADDRESS, address_key(email))


async def forgive_passwords(email: str) -> None:
    await forget(PASSWORDS_AT_ADDRESS, address_key(email))
