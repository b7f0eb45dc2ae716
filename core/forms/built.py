"""Forms that staff build: fields kept as JSON, made into the same `Field` objects as those written in code.

Keys are given once and never change, so that an answer finds its field again after the label was reworded.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import msgspec

from core.forms.base import Field
from core.forms.bound import Bound, BoundField
from core.forms.choice_fields import Choice, Choices
from core.forms.given import Raw
from core.forms.text_fields import LongText, ShortText
from core.forms.value_fields import Date, Number, YesNo
from core.i18n import Localized, Text, _
from core.i18n.formats import say_date, say_number


class Kind(StrEnum):
    """What staff can ask for."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"

    @property
    def has_options(self) -> bool:
        return self in (Kind.CHOICE, Kind.CHOICES)


KIND_NAMES: dict[Kind, Text] = {
    Kind.SHORT_TEXT: _("One line of text"),
    Kind.LONG_TEXT: _("Several lines of text"),
    Kind.NUMBER: _("A number"),
    Kind.DATE: _("A date"),
    Kind.YES_NO: _("A box to tick"),
    Kind.CHOICE: _("Choose one"),
    Kind.CHOICES: _("Choose several"),
}
_FIELDS: dict[Kind, type[Field]] = {
    Kind.SHORT_TEXT: ShortText,
    Kind.LONG_TEXT: LongText,
    Kind.NUMBER: Number,
    Kind.DATE: Date,
    Kind.YES_NO: YesNo,
    Kind.CHOICE: Choice,
    Kind.CHOICES: Choices,
}


class BuiltOption(msgspec.Struct, frozen=True):
    key: str
    labels: dict[str, str]


class BuiltField(msgspec.Struct, frozen=True, kw_only=True):
    """`public`: the answer is shown to everyone; otherwise only staff see it."""

    key: str
    kind: Kind
    labels: dict[str, str]
    helps: dict[str, str] = {}
    required: bool = False
    public: bool = True
    options: tuple[BuiltOption, ...] = ()

    @property
    def label(self) -> Localized:
        return Localized(self.labels)


@dataclasses.dataclass(frozen=True)
class BuiltForm:
    """One version of a form."""

    id: int
    version_id: int
    number: int
    fields: tuple[BuiltField, ...]

    def __getitem__(self, key: str) -> BuiltField:
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)


def field_of(built: BuiltField) -> Field:
    """The field as forms know it."""
    more: dict[str, Any] = {}
    if built.kind.has_options:
        more["options"] = tuple((option.key, Localized(option.labels)) for option in built.options)
    if built.kind is Kind.NUMBER:
        more["decimals"] = 6
    return _FIELDS[built.kind](
        label=built.label, help=Localized(built.helps), required=built.required, **more
    )


def bind_built(
    fields: Sequence[BuiltField],
    raw: Raw | None = None,
    *,
    initial: Mapping[str, Any] | None = None,
    prefix: str = "extra",
) -> Bound[dict[str, Any]]:
    """As `bind`, for fields that staff built. Its values are JSON: key -> answer, empty ones left out."""
    bound: Bound[dict[str, Any]] = Bound([_bound(each, initial or {}, prefix) for each in fields], raw=raw)
    if raw is None:
        return bound
    answers = {field.key: _plain(field.read(raw)) for field in bound.fields}
    if bound.ok:
        bound.settle({key: answer for key, answer in answers.items() if answer not in (None, "", [])})
    return bound


def joined(*forms: Bound[Any]) -> Bound[Any]:
    """Several forms drawn as one: their fields and errors in a row. Ask each for its own values."""
    whole: Bound[Any] = Bound([field for form in forms for field in form.fields], raw=forms[0].raw)
    whole.sent = forms[0].sent
    whole.general_errors = [error for form in forms for error in form.general_errors]
    return whole


def say_answers(
    fields: Sequence[BuiltField], answers: Mapping[str, Any], *, public_only: bool = True
) -> list[tuple[Localized, str]]:
    """(label, answer in words), for pages and exports."""
    return [
        (field.label, say_answer(field, answers[field.key]))
        for field in fields
        if field.key in answers and (field.public or not public_only)
    ]


def say_answer(field: BuiltField, answer: Any) -> str:
    """One answer in words, in the reader's language."""
    if field.kind.has_options:
        names = {option.key: Localized(option.labels).text() for option in field.options}
        chosen = answer if isinstance(answer, list) else [answer]
        return ", ".join(names.get(str(key), str(key)) for key in chosen)
    if field.kind is Kind.YES_NO:
        return str(_("Yes") if answer else _("No"))
    if field.kind is Kind.NUMBER and isinstance(answer, int | float):
        return say_number(answer)
    if field.kind is Kind.DATE:
        return say_date(date.fromisoformat(str(answer)))
    return str(answer)


def _bound(built: BuiltField, initial: Mapping[str, Any], prefix: str) -> BoundField:
    bound = BoundField(field_of(built), built.key, prefix=prefix, required=built.required)
    if built.key in initial:
        kept = initial[built.key]
        is_date = built.kind is Kind.DATE and isinstance(kept, str)
        bound.keep(date.fromisoformat(kept) if is_date else kept)
    return bound


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
