"""The catalogues: each package's `locale/<lang>/LC_MESSAGES/*.po`, read at start into a table a language."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LOCALES = ("nb", "nn", "en", "se")  # languages a place may choose for its pages
DEFAULT_LOCALE = "nb"
SOURCE_LOCALE = "en"  # the language of the msgids
_FALLBACKS = {"nn": ("nb",), "nb": ("nn",), "se": ("nb", "nn")}

_locale: ContextVar[str] = ContextVar("locale", default=DEFAULT_LOCALE)
_messages: dict[str, dict[str, str | tuple[str, ...]]] = {}


def current_locale() -> str:
    return _locale.get()


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Texts rendered inside are in this language."""
    token = _locale.set(locale)
    try:
        yield
    finally:
        _locale.reset(token)


def fallbacks(locale: str) -> tuple[str, ...]:
    """Languages to try, best first; the last resort is whatever exists."""
    return (locale, *_FALLBACKS.get(locale, ()))


def load_catalogues(packages: list[Path]) -> None:
    """Read the .po files below each package folder. Earlier ones win: no plugin can reword the host."""
    for package in packages:
        for file in sorted(package.glob("locale/*/LC_MESSAGES/*.po")):
            table = _messages.setdefault(file.parent.parent.name, {})
            for msgid, translation in _translations(file):
                table.setdefault(msgid, translation)


def _translations(file: Path) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    with file.open("rb") as source:
        catalogue: Catalog = read_po(source)
    for message in catalogue:
        translated = message.string if isinstance(message.string, str) else tuple(message.string or ())
        if message.id and not message.fuzzy and translated and all(translated):
            yield (message.id if isinstance(message.id, str) else message.id[0]), translated


def lookup(msgid: str, n: int | None, plural: str | None) -> str:
    """The message in the current language, or the English source."""
    for locale in fallbacks(current_locale()):
        if locale == SOURCE_LOCALE:
            break
        found = _messages.get(locale, {}).get(msgid)
        if found is not None:
            if isinstance(found, str):
                return found
            return found[0 if n == 1 else 1]
    return msgid if plural is None or n == 1 else plural
