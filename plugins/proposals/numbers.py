"""Ids as they come from the browser: digits that fit, or nothing."""

_DIGITS = 18  # what certainly fits into a bigint


def id_of(typed: object) -> int | None:
    """None for what cannot be an id."""
    if not isinstance(typed, str) or not (typed.isascii() and typed.isdigit()) or len(typed) > _DIGITS:
        return None
    return int(typed)
