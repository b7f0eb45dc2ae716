"""Amounts as people read them."""

from babel.numbers import format_currency

from core.i18n import current_locale

_BABEL = {"nb": "nb", "nn": "nn", "en": "en_GB", "se": "se"}


def money(minor: int, currency: str) -> str:
    """From øre or cent; whole kroner without decimals."""
    whole = minor % 100 == 0
    pattern = "¤\u00a0#,##0" if whole else "¤\u00a0#,##0.00"
    locale = _BABEL.get(current_locale(), "nb")
    return format_currency(minor / 100, currency, format=pattern, locale=locale, currency_digits=False)
