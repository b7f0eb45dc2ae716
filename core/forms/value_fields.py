"""Numbers, dates, yes or no, colours."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from core.forms.base import Field
from core.forms.given import Invalid, Typed
from core.i18n import Text, _
from core.i18n.formats import ZONE, say_date

_NUMBER = re.compile(r"[+-]?[0-9]{1,16}(\.[0-9]{1,10})?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_ISO = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})")
_NORWEGIAN = re.compile(r"(?P<d>[0-9]{1,2})[./](?P<m>[0-9]{1,2})[./](?P<y>[0-9]{4})")
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?")
_SHORT = 40  # longer than any number or date
_EARLIEST, _LATEST = date(1850, 1, 1), date(2200, 12, 31)
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_YES = {"on", "true", "1", "yes", "ja"}


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A whole number, or one with `decimals`. '1 234,5' is understood."""

    kind: ClassVar[str] = "number"
    says_missing: ClassVar[Text] = _("Write a number for “{label}”.")
    min: int | float | None = None
    max: int | float | None = None
    decimals: int = 0

    @property
    def step(self) -> str:
        return str(Decimal(1).scaleb(-self.decimals))

    def read(self, typed: Typed) -> int | Decimal | None:
        raw = typed.one()
        if not raw.strip():
            return None
        number = _number(raw)
        if number is None:
            raise Invalid(_("“{label}” must be a number.").format(label=self.label))
        if round(number, self.decimals) != number:
            raise Invalid(self._too_exact())
        self._check_bounds(number)
        return number if self.decimals else int(number)

    def shown(self, value: Any) -> str:
        """As the input wants it: a point, and no exponent."""
        return "" if value is None else format(Decimal(str(value)), "f")

    def _too_exact(self) -> Text:
        if self.decimals:
            return _("“{label}” can have at most {n} decimals.").format(label=self.label, n=self.decimals)
        return _("“{label}” must be a whole number.").format(label=self.label)

    def _check_bounds(self, number: Decimal) -> None:
        if self.min is not None and number < Decimal(str(self.min)):
            raise Invalid(_("“{label}” must be at least {min}.").format(label=self.label, min=self.min))
        if self.max is not None and number > Decimal(str(self.max)):
            raise Invalid(_("“{label}” can be at most {max}.").format(label=self.label, max=self.max))


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """A day: from a date picker, or typed as 3.5.2027."""

    kind: ClassVar[str] = "date"
    says_missing: ClassVar[Text] = _("Give a date for “{label}”.")
    min: date | None = None
    max: date | None = None

    def read(self, typed: Typed) -> date | None:
        raw = typed.one().strip()
        if not raw:
            return None
        day = _date(raw)
        if day is None:
            raise Invalid(_("Write the date as day.month.year, for example 17.5.2027."))
        _check_day(day, self)
        return day

    def shown(self, value: Any) -> str:
        return value.isoformat() if isinstance(value, date) else str(value or "")


@dataclass(frozen=True, kw_only=True)
class DateTime(Field):
    """A moment, typed in Norwegian time, kept in UTC. One input, or two: `<name>.date` and `<name>.time`."""

    kind: ClassVar[str] = "datetime"
    says_missing: ClassVar[Text] = _("Give a date and a time for “{label}”.")
    min: date | None = None
    max: date | None = None

    def read(self, typed: Typed) -> datetime | None:
        raw = self.echo(typed)
        if not raw:
            return None
        day_text, _separator, time_text = raw.replace("T", " ").replace(" kl. ", " ").partition(" ")
        day, clock = _date(day_text), _time(time_text.strip() or "00:00")
        if day is None or clock is None:
            raise Invalid(
                _("Write date and time as day.month.year hour:minute, for example 17.5.2027 12:00.")
            )
        _check_day(day, self)
        return datetime.combine(day, clock, tzinfo=ZONE).astimezone(UTC)

    def shown(self, value: Any) -> str:
        if isinstance(value, datetime):
            return value.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")
        return str(value or "")

    def echo(self, typed: Typed) -> str:
        whole = typed.one() or f"{typed.part('date').one()} {typed.part('time').one()}"
        return " ".join(whole.split())


@dataclass(frozen=True, kw_only=True)
class YesNo(Field):
    """A box to tick. Required means: must be ticked."""

    kind: ClassVar[str] = "yes_no"
    says_missing: ClassVar[Text] = _("Tick “{label}” to go on.")
    required: bool | None = False

    def read(self, typed: Typed) -> bool | None:
        return True if self.echo(typed) else None

    def shown(self, value: Any) -> bool:
        return value is True

    def echo(self, typed: Typed) -> bool:
        return typed.one().strip().lower() in _YES

    def empty(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class Colour(Field):
    """A colour as #rrggbb."""

    kind: ClassVar[str] = "colour"
    says_missing: ClassVar[Text] = _("Choose a colour for “{label}”.")

    def read(self, typed: Typed) -> str | None:
        raw = typed.one().strip()
        if not raw:
            return None
        found = _COLOUR.fullmatch(raw)
        if found is None:
            raise Invalid(_("Write the colour as # and six digits or letters a–f, for example #0062ba."))
        digits = found[1].lower()
        return "#" + (digits if len(digits) == 6 else "".join(c * 2 for c in digits))  # noqa: PLR2004

    def empty(self) -> str:
        return ""


def _number(raw: str) -> Decimal | None:
    if len(raw) > _SHORT:
        return None
    text = "".join(unicodedata.normalize("NFKC", raw).split()).replace("−", "-")
    if _THOUSANDS.fullmatch(text) and "," in text:
        text = text.replace(".", "")
    text = text.replace(",", ".", 1)
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _date(raw: str) -> date | None:
    if len(raw) > _SHORT:
        return None
    text = "".join(unicodedata.normalize("NFKC", raw).split())
    found = _ISO.fullmatch(text) or _NORWEGIAN.fullmatch(text)
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    except ValueError:
        return None


def _time(raw: str) -> time | None:
    found = _TIME.fullmatch(unicodedata.normalize("NFKC", raw)) if len(raw) <= _SHORT else None
    try:
        return time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def _check_day(day: date, field: Any) -> None:
    earliest, latest = field.min or _EARLIEST, field.max or _LATEST
    if day < earliest:
        raise Invalid(_("The date can be {date} at the earliest.").format(date=Said(earliest)))
    if day > latest:
        raise Invalid(_("The date can be {date} at the latest.").format(date=Said(latest)))


@dataclass(frozen=True)
class Said:
    """A date in a message, written in the reader's language when the message is."""

    day: date

    def __str__(self) -> str:
        return say_date(self.day)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)
