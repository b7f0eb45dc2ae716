"""Reading TOML so that whoever wrote it is told the file, the line and what to write instead."""

import re
import tomllib
from typing import Any

from academy.loading.shape import Mistake
from core.sdk import LOCALES, Localized

_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)\Z")
_AT_END = re.compile(r"\s*\(at end of document\)\Z")
_LONGEST = 2_000


class Reader:
    """One TOML text. What is wrong is collected in `mistakes`; a wrong value comes back as None or empty."""

    def __init__(self, file: str, text: str, *, first_line: int = 1) -> None:
        self.file, self.text, self.first_line = file, text, first_line
        self.mistakes: list[Mistake] = []
        self.table: dict[str, Any] = self._parsed()

    def _parsed(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            said = str(error)
            found = _AT_LINE.search(said)
            line = int(found[1]) if found else self.text.count("\n") + 1
            self.mistakes.append(
                Mistake(self.file, line + self.first_line - 1, _AT_END.sub("", _AT_LINE.sub("", said)))
            )
        except RecursionError:
            self.wrong("", "nested too deep")
        return {}

    def line_of(self, key: str, nth: int = 0) -> int:
        """Where a key or a table stands (the nth of its name), else the first line."""
        pattern = rf"^\s*(?:\[+\s*(?:[\w.-]+\.)?{re.escape(key)}\s*\]+|[\"']?{re.escape(key)}[\"']?\s*=)"
        found = list(re.finditer(pattern, self.text, re.MULTILINE)) if key else []
        if not found:
            return self.first_line
        at = found[min(nth, len(found) - 1)]
        return self.first_line + self.text.count("\n", 0, at.start() + len(at[0]) - len(at[0].lstrip()))

    def wrong(self, key: str, message: str, nth: int = 0) -> None:
        self.mistakes.append(Mistake(self.file, self.line_of(key, nth), message))

    def text_at(self, key: str, *, required: bool = True, most: int = 200) -> str:
        found = self.table.get(key, "")
        if not isinstance(found, str) or len(found) > most or (required and not found.strip()):
            self.wrong(key, f"{key} is a text of at most {most} characters")
            return ""
        return found.strip()

    def number_at(self, key: str, *, least: int, most: int) -> int:
        found = self.table.get(key)
        if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
            self.wrong(key, f"{key} is a whole number from {least} to {most}")
            return least
        return found

    def words_at(self, key: str, *, known: set[str] | None = None, required: bool = True) -> tuple[str, ...]:
        found = self.table.get(key, [])
        if (
            not isinstance(found, list)
            or not all(isinstance(each, str) for each in found)
            or (required and not found)
        ):
            self.wrong(key, f"{key} is a list of words" + (f": {', '.join(sorted(known))}" if known else ""))
            return ()
        for each in found:
            if known is not None and each not in known:
                self.wrong(key, f"{key}: {each!r} is none of {', '.join(sorted(known))}")
        return tuple(dict.fromkeys(found))

    def known(self, allowed: set[str]) -> None:
        """Words that nobody reads are most often misspelt."""
        for key in self.table.keys() - allowed:
            self.wrong(key, f"{key!r} is not known here; known are {', '.join(sorted(allowed))}")


def localized(reader: Reader, table: object, key: str, languages: tuple[str, ...], nth: int = 0) -> Localized:
    """A text in each of the languages."""
    given = table if isinstance(table, dict) else {}
    missing = [each for each in languages if not str(given.get(each) or "").strip()]
    if missing:
        reader.wrong(key, f"{key} is missing in {', '.join(missing)}", nth)
    texts = {
        lang: given[lang].strip() for lang in LOCALES if isinstance(given.get(lang), str) and given[lang]
    }
    if any(len(each) > _LONGEST for each in texts.values()):
        reader.wrong(key, f"{key} is longer than {_LONGEST} characters", nth)
    return Localized.of(texts)
