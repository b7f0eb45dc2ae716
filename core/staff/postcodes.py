"""Postcodes as people type many of them: '8100, 8102 8110–8120'."""

import re
from collections.abc import Iterable

from core.forms import Invalid
from core.i18n import _
from core.text import clean_postcode

MOST_POSTCODES = 2_000
_BETWEEN = re.compile(r"[\s,;]+")
_ROW = re.compile(r"\s*[-–—]\s*")


def read_postcodes(typed: str) -> tuple[str, ...]:
    """Each once, in order. Raises Invalid with the first that cannot be one."""
    found: set[str] = set()
    for word in _BETWEEN.split(_ROW.sub("-", typed)):
        found.update(_codes(word) if word else ())
        if len(found) > MOST_POSTCODES:
            raise Invalid(
                _("There can be at most {n} postcodes.").format(n=MOST_POSTCODES), field="postcodes"
            )
    return tuple(sorted(found))


def say_postcodes(codes: Iterable[str]) -> str:
    """Rows of three and more as rows, so that a form can be read."""
    rows: list[list[str]] = []
    for code in sorted(codes):
        if rows and int(code) == int(rows[-1][-1]) + 1:
            rows[-1].append(code)
        else:
            rows.append([code])
    return ", ".join(f"{row[0]}–{row[-1]}" if len(row) > 2 else ", ".join(row) for row in rows)  # noqa: PLR2004


def _codes(word: str) -> list[str]:
    first, row, last = word.partition("-")
    begin, end = clean_postcode(first), clean_postcode(last) if row else clean_postcode(first)
    if begin is None or end is None or end < begin:
        raise Invalid(
            _("“{word}” is not a postcode of four digits.").format(word=word[:40]), field="postcodes"
        )
    return [f"{n:04}" for n in range(int(begin), int(end) + 1)]
