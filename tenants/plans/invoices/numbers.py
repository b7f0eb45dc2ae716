"""Check digits: account numbers, and the KID by which a bank tells us which invoice was paid."""

_ACCOUNT = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_ELEVEN = 11
_KID_LONGEST = 25


def is_account(number: str) -> bool:
    """Eleven digits of which the last is right by modulus 11."""
    if len(number) != _ELEVEN or not (number.isascii() and number.isdigit()):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_ACCOUNT, number, strict=False))
    return (_ELEVEN - total % _ELEVEN) % _ELEVEN == int(number[-1])


def kid_by_10(number: str) -> str:
    """The number with a check digit by modulus 10 (Luhn)."""
    return number + str(_luhn(number))


def kid_by_11(number: str) -> str:
    """The number with a check digit by modulus 11; `-` where it is ten, as the banks write it."""
    weights = [2 + n % 6 for n in range(len(number))]
    total = sum(weight * int(digit) for weight, digit in zip(weights, reversed(number), strict=True))
    rest = (_ELEVEN - total % _ELEVEN) % _ELEVEN
    return number + ("-" if rest == 10 else str(rest))  # noqa: PLR2004 - it has no digit of its own


def is_kid(text: str) -> bool:
    """Right by one of the two ways, and of a length that a bank takes."""
    if not 2 <= len(text) <= _KID_LONGEST or not text[:-1].isdigit() or not text.isascii():  # noqa: PLR2004
        return False
    return text in (kid_by_10(text[:-1]), kid_by_11(text[:-1]))


def _luhn(number: str) -> int:
    doubled = [int(digit) * (2 if n % 2 == 0 else 1) for n, digit in enumerate(reversed(number))]
    return -sum(each // 10 + each % 10 for each in doubled) % 10
