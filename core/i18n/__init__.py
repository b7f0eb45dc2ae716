"""Texts in several languages: lazy messages, catalogues, formats, content with a text for each language."""

from core.i18n.catalogues import DEFAULT_LOCALE, LOCALES, current_locale, fallbacks, load_catalogues, speaking
from core.i18n.localized import Localized
from core.i18n.text import Text, _, ngettext

__all__ = [
    "DEFAULT_LOCALE",
    "LOCALES",
    "Localized",
    "Text",
    "_",
    "current_locale",
    "fallbacks",
    "load_catalogues",
    "ngettext",
    "speaking",
]
