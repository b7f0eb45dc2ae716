"""Typed settings to JSON and back, forgiving of what an older or newer version wrote."""

from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from core.i18n import Localized

S = TypeVar("S", bound=msgspec.Struct)


def to_json(value: msgspec.Struct) -> dict[str, Any]:
    """Plain dicts, lists, strings and numbers, for a jsonb column."""
    plain: dict[str, Any] = msgspec.to_builtins(value, enc_hook=_plain)
    return plain


def from_json(form: type[S], data: Any) -> S:
    """Unknown keys are left out; what is missing, or no longer fits, takes its default."""
    given = data if isinstance(data, dict) else {}
    values: dict[str, Any] = {}
    for info in msgspec.structs.fields(form):
        if info.encode_name not in given:
            continue
        try:
            values[info.name] = convert(given[info.encode_name], info.type)
        except msgspec.ValidationError:
            if info.required:
                raise
    return form(**values)


def convert(value: Any, type_: Any) -> Any:
    """To the type that a struct declares: 'open' to an enum, a Decimal to a float, a dict to a Localized."""
    try:
        return msgspec.convert(value, type_, strict=False, dec_hook=_special)
    except msgspec.ValidationError:
        if isinstance(value, Decimal):
            return msgspec.convert(float(value), type_, dec_hook=_special)
        raise


def _special(type_: type, value: Any) -> Any:
    if type_ is Localized:
        return Localized.of(value)
    return value  # an upload is passed on as it is


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return dict(value)
    raise NotImplementedError(f"{type(value).__name__} has no JSON form")
