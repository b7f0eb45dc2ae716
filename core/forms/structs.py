"""Forms written in code: a msgspec.Struct whose fields are annotated with how they are asked.

class IdeaForm(msgspec.Struct):
    title: Annotated[str, ShortText(label=_("Title"), max=120, missing=_("Write a title."))]
    about: Annotated[str, LongText(label=_("What is it about?"))] = ""
"""

import dataclasses
from collections.abc import Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from core.forms.base import Field
from core.forms.bound import Bound, BoundField
from core.forms.choice_fields import as_options
from core.forms.given import Raw
from core.forms.json import convert
from core.i18n import Localized, Text
from core.text.errors import Refused

S = TypeVar("S", bound=msgspec.Struct)


class Slot(NamedTuple):
    """One annotated field of a struct."""

    name: str
    field: Field
    type: Any
    info: Any

    @property
    def takes_none(self) -> bool:
        return get_origin(self.type) in (Union, UnionType) and NoneType in get_args(self.type)

    @property
    def required(self) -> bool:
        if self.field.required is not None:
            return self.field.required
        return bool(self.info.required) and not self.takes_none

    def default(self) -> Any:
        if self.info.default is not msgspec.NODEFAULT:
            return self.info.default
        return self.info.default_factory() if self.info.default_factory is not msgspec.NODEFAULT else None

    def when_empty(self) -> Any:
        """The value when an optional field was left empty."""
        if self.takes_none:
            return None
        empty = self.field.empty()
        return self.default() if empty is None else empty


@cache
def slots(form: type[msgspec.Struct]) -> tuple[Slot, ...]:
    """The fields of a form, in order. Struct fields that are not annotated as a Field are not asked."""
    hints = get_type_hints(form, include_extras=True)
    found = []
    for info in msgspec.structs.fields(form):
        arguments = get_args(hints[info.name])
        field = next((each for each in arguments[1:] if isinstance(each, Field)), None)
        if field is not None:
            found.append(Slot(info.name, field, arguments[0], info))
    return tuple(found)


def bind(
    form: type[S],
    raw: Raw | None = None,
    *,
    initial: S | Mapping[str, Any] | None = None,
    errors: Mapping[str, Text] | None = None,
    options: Mapping[str, Sequence[tuple[Any, ...]]] | None = None,
    locales: Sequence[str] = (),
    prefix: str = "",
) -> Bound[S]:
    """The form with its values: `initial` when it is first shown, what was sent (`raw`) when it comes back.

    `options` gives choices known only now; `locales` the site's languages, the first one first.
    """
    kept = _as_mapping(initial)
    bound: Bound[S] = Bound(
        [_bound_field(slot, kept, options or {}, locales, prefix) for slot in slots(form)], raw=raw
    )
    if raw is not None:
        _read(bound, form, kept, raw)
    return bound.refuse_all(errors or {})


def _bound_field(
    slot: Slot,
    kept: Mapping[str, Any],
    options: Mapping[str, Sequence[tuple[Any, ...]]],
    locales: Sequence[str],
    prefix: str,
) -> BoundField:
    changes: dict[str, Any] = {"required": slot.required}
    if slot.name in options:
        changes["options"] = as_options(options[slot.name])
    if locales and slot.field.kind == "localized":
        changes["locales"] = tuple(locales)
    field = BoundField(
        dataclasses.replace(slot.field, **changes), slot.name, prefix=prefix, required=slot.required
    )
    field.keep(kept[slot.name] if slot.name in kept else slot.default())
    return field


def _read(bound: Bound[S], form: type[S], kept: Mapping[str, Any], raw: Raw) -> None:
    values = dict(kept)
    for slot, field in zip(slots(form), bound.fields, strict=True):
        value = field.read(raw)
        if field.error is None:
            values[slot.name] = _typed(slot, field, value)
    bound.hidden_errors()
    if bound.ok:
        _settle(bound, form, values)


def _settle(bound: Bound[S], form: type[S], values: dict[str, Any]) -> None:
    """Build the struct; its own `__post_init__` may refuse what no single field can see."""
    try:
        bound.settle(form(**{name: values[name] for name in form.__struct_fields__ if name in values}))
    except Refused as refused:
        bound.refuse(refused)


def _typed(slot: Slot, field: BoundField, value: Any) -> Any:
    if value is None:
        value = slot.when_empty()
    elif isinstance(value, Localized) and isinstance(field.kept, Localized):
        unseen = {
            locale: text for locale, text in field.kept.items() if locale and locale not in field.locales
        }
        value = Localized(unseen | value)
    try:
        return convert(value, slot.type)
    except msgspec.ValidationError:
        field.error = field.field.say_missing()
        return None


def _as_mapping(initial: msgspec.Struct | Mapping[str, Any] | None) -> Mapping[str, Any]:
    if isinstance(initial, msgspec.Struct):
        return {name: getattr(initial, name) for name in initial.__struct_fields__}
    return initial or {}
