"""The SDK's reference, written from its docstrings: `allmenning plugin reference`. Never changed by hand."""

import inspect
import re
from enum import Enum
from typing import Any

import core.sdk
from core.i18n import Text

_HEAD = """# SDK {version}: every name

Written by `allmenning plugin reference` from the code; a test says when it is out of date. By subject: [sdk.md](sdk.md).
Everything is imported from `core.sdk`; columns of tables come from `core.sdk.tables`, the test bench from `core.sdk.testing`.
"""
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_ROOMS = re.compile(r"\b(?:core|collections|typing)(?:\.\w+)*\.(\w+)")
_MEMBER = re.compile(r"<(\w+\.\w+): [^>]*>")
_LONGEST = 600


def reference() -> str:
    """The whole page."""
    parts = [_HEAD.format(version=core.sdk.SDK_VERSION)]
    for name in core.sdk.__all__:
        found = getattr(core.sdk, name)
        parts.append(f"## `{name}`\n\n{_shape(name, found)}{_said(found)}\n")
    return "\n".join(parts)


def _shape(name: str, found: Any) -> str:
    """How it is called, where it is called at all."""
    if not callable(found) or isinstance(found, Text):
        return ""
    if inspect.isclass(found) and issubclass(found, Enum):
        return "One of " + ", ".join(f"`{name}.{member.name}`" for member in found) + ".\n\n"
    try:
        signature = str(inspect.signature(found))
    except (TypeError, ValueError):
        return ""
    before = "async " if inspect.iscoroutinefunction(found) else ""
    plain = _MEMBER.sub(r"\1", _ROOMS.sub(r"\1", _ADDRESS.sub("", f"{before}{name}{signature}")))
    return f"```python\n{plain}\n```\n\n" if len(plain) <= _LONGEST else ""


def _said(found: Any) -> str:
    """Its own docstring; that of a plain value would be its type's."""
    if not (
        inspect.isclass(found)
        or inspect.isfunction(found)
        or inspect.isbuiltin(found)
        or hasattr(found, "__wrapped__")
    ):
        kind = type(found).__name__
        return (
            f"A value: `{found!r}`."
            if isinstance(found, str | int | float)
            else f"A value of the type `{kind}`."
        )
    said = inspect.cleandoc(found.__doc__ or "")
    return (
        said
        if said and not said.startswith(f"{getattr(found, '__name__', '')}(")
        else "See [sdk.md](sdk.md)."
    )
