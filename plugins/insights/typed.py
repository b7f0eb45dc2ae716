"""Numbers as they come in addresses and forms."""

_DIGITS = 15


def whole(typed: str) -> int:
    """0 for anything that is none."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS else 0
