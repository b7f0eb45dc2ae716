"""Dates, numbers and 'three days ago' as people write them in each language."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from core.i18n.catalogues import current_locale
from core.i18n.text import Text, _, ngettext

ZONE = ZoneInfo("Europe/Oslo")
_BABEL = {"nb": "nb", "nn": "nn", "en": "en_GB", "se": "se"}
_DAY = 86_400


def _babel() -> str:
    return _BABEL.get(current_locale(), "nb")


def say_date(value: date | datetime) -> str:
    if isinstance(value, datetime):
        value = value.astimezone(ZONE)
    pattern = "d. MMMM y" if current_locale() != "en" else "d MMMM y"
    return format_date(value, pattern, locale=_babel())


def say_month(value: date) -> str:
    """Short, for the foot of a chart: aug. 2026."""
    return format_date(value, "MMM y", locale=_babel())


def say_datetime(value: datetime) -> str:
    local = value.astimezone(ZONE)
    pattern = "d. MMMM y 'kl'. HH:mm" if current_locale() != "en" else "d MMMM y, HH:mm"
    return format_datetime(local, pattern, locale=_babel())


def say_moment(value: datetime) -> str:
    """A moment that begins or ends something: without the hour where it is midnight."""
    return say_datetime(value) if value.astimezone(ZONE).time() != time(0) else say_date(value)


def say_dates(first: datetime, last: datetime) -> str:
    """From a day to another, saying month and year once where they are the same: 3.–20. mai 2026."""
    begin, end = first.astimezone(ZONE).date(), last.astimezone(ZONE).date()
    if begin == end:
        return say_date(end)
    if begin.year != end.year:
        return f"{say_date(begin)} – {say_date(end)}"
    dot = "" if current_locale() == "en" else "."
    if begin.month == end.month:
        return f"{begin.day}{dot}–{say_date(end)}"
    return f"{format_date(begin, f'd{dot} MMMM', locale=_babel())} – {say_date(end)}"


def say_number(value: float) -> str:
    if isinstance(value, int) and 0 <= value < 1000:  # noqa: PLR2004 - no language of ours groups fewer than four digits
        return str(value)
    return format_decimal(value, locale=_babel())


def say_ago(value: datetime, now: datetime | None = None) -> Text | str:
    """'3 days ago'; a date when it is more than a month away."""
    gap = (now or datetime.now(UTC)) - value
    if abs(gap) > timedelta(days=30):
        return say_date(value)
    seconds = abs(gap.total_seconds())
    if seconds < 60:  # noqa: PLR2004 - a minute
        return _("just now")
    if seconds < 3600:  # noqa: PLR2004 - an hour
        n = int(seconds // 60)
        past, coming = (
            ngettext("{n} minute ago", "{n} minutes ago", n),
            ngettext("in {n} minute", "in {n} minutes", n),
        )
    elif seconds < _DAY:
        n = int(seconds // 3600)
        past, coming = (
            ngettext("{n} hour ago", "{n} hours ago", n),
            ngettext("in {n} hour", "in {n} hours", n),
        )
    else:
        n = int(seconds // _DAY)
        past, coming = ngettext("{n} day ago", "{n} days ago", n), ngettext("in {n} day", "in {n} days", n)
    return (past if gap > timedelta(0) else coming).format(n=n)
