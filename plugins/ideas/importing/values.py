"""Cells to values: numbers, places and dates as people and programs write them."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from core.sdk import ZONE

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WORDED = re.compile(r"(\d{1,2})\.?\s+(?:de |d’|d')?([^\W\d_]{3,12})\.?\s+(?:de |del )?(\d{4})")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([AaPp][Mm])?$")
_ELAPSED = re.compile(r"(?:\d+ days? )?(\d{1,2}:\d{2}(?::\d{2})?)")
_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]0+)?")
_NOON = 12
_MONTHS = (  # the first letters that tell the month in nb, nn, en, de, es, ca
    ("jan", "jän", "ene", "gen"),
    ("feb",),
    ("mar", "mär", "mrz"),
    ("apr", "abr"),
    ("mai", "may", "maj"),
    ("jun",),
    ("jul",),
    ("aug", "ago"),
    ("sep", "set"),
    ("okt", "oct"),
    ("nov",),
    ("des", "dec", "dez", "dic"),
)


class NotThis(ValueError):
    """The cell cannot be read as what its column is said to be."""


def number(cell: str) -> int:
    """A count: '20', '20.0', '1 204'. Raises NotThis."""
    bare = "".join(cell.split())
    if not _NUMBER.fullmatch(bare):
        raise NotThis(cell)
    return int(float(bare.replace(",", ".")))


def degrees(cell: str, most: int) -> float:
    """A latitude (most 90) or longitude (most 180). Raises NotThis."""
    try:
        found = round(float(cell.strip().replace(",", ".")[:30]), 6)
    except ValueError as error:
        raise NotThis(cell) from error
    if not -most <= found <= most:
        raise NotThis(cell)
    return found


def month_comes_first(cells: Iterable[str]) -> bool:
    """Is 9/10/2016 in this column the tenth of September? Only where some other date leaves no doubt."""
    found = [match for cell in cells if (match := _SLASHED.match(cell.strip()))]
    day_first = any(int(match[1]) > _NOON for match in found)
    return not day_first and any(int(match[2]) > _NOON for match in found)


def moment(cell: str, *, clock: str = "", month_first: bool = False) -> datetime:
    """A date, perhaps with a time and a zone; without a zone it is Norwegian time. Raises NotThis."""
    text = " ".join(cell.split())
    try:
        if _ISO.match(text) and not clock:
            found = datetime.fromisoformat(text)
            return _in_utc(found)
        year, month, day, rest = _date(text, month_first)
        hour, minute, second = _time(clock or rest)
        return _in_utc(datetime(year, month, day, hour, minute, second, tzinfo=ZONE))
    except (ValueError, OverflowError) as error:
        raise NotThis(cell) from error


def _in_utc(found: datetime) -> datetime:
    aware = found if found.tzinfo else found.replace(tzinfo=ZONE)
    if not datetime(1900, 1, 1, tzinfo=UTC) < aware < datetime.now(UTC) + timedelta(days=2):
        raise NotThis(str(found))
    return aware.astimezone(UTC)


def _date(text: str, month_first: bool) -> tuple[int, int, int, str]:
    if match := _ISO.match(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _DOTTED.match(text):
        year, month, day = int(match[3]), int(match[2]), int(match[1])
    elif match := _SLASHED.match(text):
        first, second = int(match[1]), int(match[2])
        year, month, day = (int(match[3]), first, second) if month_first else (int(match[3]), second, first)
    elif match := _WORDED.match(text):
        year, month, day = int(match[3]), _month(match[2]), int(match[1])
    else:
        raise NotThis(text)
    return year, month, day, text[match.end() :]


def _month(word: str) -> int:
    lowered = word.lower()
    for n, names in enumerate(_MONTHS, start=1):
        if lowered.startswith(names):
            return n
    raise NotThis(word)


def _time(text: str) -> tuple[int, int, int]:
    bare = text.strip(" ,T").removeprefix("kl.").strip()
    if elapsed := _ELAPSED.fullmatch(bare):
        bare = elapsed[1]
    if not bare:
        return 0, 0, 0
    match = _CLOCK.search(bare)
    if match is None:
        raise NotThis(text)
    hour = int(match[1])
    if match[4]:
        hour = hour % _NOON + (_NOON if match[4].lower() == "pm" else 0)
    return hour, int(match[2]), int(match[3] or 0)
