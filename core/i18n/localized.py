"""Content with a text for each language, as staff write it."""

from collections.abc import Mapping
from typing import Any

from core.i18n.catalogues import current_locale, fallbacks


class Localized(dict[str, str]):
    """Locale -> text. `str()` gives the reader's language or the nearest that is written, never a blank."""

    @classmethod
    def of(cls, value: Any) -> "Localized":
        """From what JSON or a form brings: a mapping, or a plain text in an unknown language."""
        if isinstance(value, Mapping):
            return cls({str(k): str(v) for k, v in value.items() if v})
        return cls({"": str(value)}) if value else cls()

    def locale_for(self, locale: str | None = None) -> str:
        """Which language will be shown; use it as the `lang` attribute when it differs from the page's."""
        candidates: list[str] = [*fallbacks(locale or current_locale()), *self]
        for candidate in candidates:
            if self.get(candidate):
                return candidate
        return ""

    def text(self, locale: str | None = None) -> str:
        return self.get(self.locale_for(locale), "")

    def __str__(self) -> str:
        return self.text()

    def missing(self, locales: list[str]) -> list[str]:
        return [locale for locale in locales if not self.get(locale)]
