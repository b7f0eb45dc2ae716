"""Choosing one or several of given options."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, NamedTuple

from core.forms.base import Field, Label
from core.forms.given import Invalid, Typed
from core.i18n import Text, _, ngettext


class Option(NamedTuple):
    """One thing to choose."""

    value: str
    label: Label
    help: Label = ""


def as_options(options: Iterable[tuple[Any, ...]]) -> tuple[Option, ...]:
    """From (value, label) or (value, label, help)."""
    return tuple(Option(_word(value), *rest) for value, *rest in options)


@dataclass(frozen=True, kw_only=True)
class _Choosing(Field):
    options: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", as_options(self.options))

    @property
    def allowed(self) -> list[str]:
        return [option.value for option in self.options]


@dataclass(frozen=True, kw_only=True)
class Choice(_Choosing):
    """One of the options. Options known only at run time are given to `bind(options=...)`."""

    kind: ClassVar[str] = "choice"
    says_missing: ClassVar[Text] = _("Choose an answer to “{label}”.")

    def read(self, typed: Typed) -> str | None:
        chosen = typed.one()
        if not chosen:
            return None
        if chosen not in self.allowed:
            raise Invalid(_("Choose one of the answers to “{label}”.").format(label=self.label))
        return chosen

    def shown(self, value: Any) -> str:
        return _word(value)


@dataclass(frozen=True, kw_only=True)
class Choices(_Choosing):
    """Any number of the options, or between `min` and `max`."""

    kind: ClassVar[str] = "choices"
    says_missing: ClassVar[Text] = _("Choose at least one answer to “{label}”.")
    min: int = 0
    max: int | None = None

    def read(self, typed: Typed) -> list[str] | None:
        given = {each for each in typed.all() if each}
        chosen = [value for value in self.allowed if value in given]
        if len(chosen) != len(given):
            raise Invalid(_("Choose among the answers to “{label}”.").format(label=self.label))
        if chosen:
            self._check_count(len(chosen))
        return chosen or None

    def _check_count(self, count: int) -> None:
        if self.max is not None and count > self.max:
            most = ngettext("Choose {n} answer at most.", "Choose {n} answers at most.", self.max)
            raise Invalid(most.format(n=self.max))
        if count < self.min:
            least = ngettext("Choose at least {n} answer.", "Choose at least {n} answers.", self.min)
            raise Invalid(least.format(n=self.min))

    def shown(self, value: Any) -> list[str]:
        return [_word(each) for each in value or ()]

    def echo(self, typed: Typed) -> list[str]:
        return typed.all()

    def empty(self) -> list[str]:
        return []


def _word(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return "" if value is None else str(value)
