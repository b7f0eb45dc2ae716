"""A form as it meets a person: fields, what was typed, and what is wrong with it."""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from core.forms.base import Field
from core.forms.given import NOTHING, Invalid, Raw, Typed
from core.i18n import Text
from core.text.errors import Refused

T = TypeVar("T")


class Problem(NamedTuple):
    """One line of the error summary."""

    id: str
    label: Any
    message: Text


class BoundField:
    """One field with its value; everything a template needs to draw it."""

    def __init__(self, field: Field, name: str, *, prefix: str = "", required: bool = False) -> None:
        self.field = field
        self.key = name
        self.name = f"{prefix}.{name}" if prefix else name
        self.id = "field-" + self.name.replace(".", "-")
        self.required = required
        self.mark = "" if required else "optional"  # beside the label; a form marks its few: `mark_few`
        self.value: Any = field.shown(None)
        self.kept: Any = None  # the value before this form, typed
        self.error: Text | None = None
        self.removed = False  # the box 'remove' beside a kept file was ticked
        self.prefix = f"{prefix}." if prefix else ""

    @property
    def kind(self) -> str:
        return self.field.kind

    @property
    def label(self) -> Any:
        return self.field.label

    @property
    def help(self) -> Any:
        return self.field.help

    @property
    def show_if(self) -> dict[str, Any] | None:
        if self.field.show_if is None:
            return None
        other, values = self.field.show_if
        return {"field": self.prefix + other, "values": values}

    @property
    def options(self) -> tuple[Any, ...]:
        return tuple(self._ask("options", ()))

    @property
    def min(self) -> Any:
        return self._ask("min")

    @property
    def max(self) -> Any:
        return self._ask("max")

    @property
    def step(self) -> Any:
        return self._ask("step")

    @property
    def autocomplete(self) -> str:
        return self.field.autocomplete

    @property
    def inputmode(self) -> str:
        if self.kind == "number":
            return "decimal" if self._ask("decimals") else "numeric"
        return self.field.inputmode

    @property
    def accept(self) -> str:
        return str(self._ask("accept", ""))

    @property
    def locales(self) -> tuple[str, ...]:
        return tuple(self._ask("locales", ()))

    @property
    def shapes(self) -> tuple[str, ...]:
        return tuple(self._ask("shapes", ()))

    @property
    def long(self) -> bool:
        return bool(self._ask("long", False))

    @property
    def rich(self) -> bool:
        return bool(self._ask("rich", False))

    @property
    def headings(self) -> bool:
        return bool(self._ask("headings", True))

    def keep(self, value: Any) -> None:
        self.kept = value
        self.value = self.field.shown(value)

    def read(self, raw: Raw) -> Any:
        """The value typed, or None. Sets `error`; what was typed stays to be shown again."""
        typed = Typed(raw, self.name)
        self.value = self.field.echo(typed)
        self.removed = bool(typed.part("remove").one())
        try:
            value = self.field.read(typed)
        except Refused as refused:
            self.error = refused.message
            return None
        if value is None and self._must_answer():
            self.error = self.field.say_missing()
        return value

    def _must_answer(self) -> bool:
        return self.required and not (self.kind in {"file", "image"} and self.kept and not self.removed)

    def _ask(self, attribute: str, default: Any = None) -> Any:
        return getattr(self.field, attribute, default)


def mark_few(fields: list[BoundField]) -> None:
    """Say “optional” beside the fields that may be left, but “required” where those that may not are the few."""
    asked = [field for field in fields if field.kind not in {"hidden", "section", "yes_no"}]
    must = sum(field.required for field in asked)
    few = 0 < must < len(asked) - must
    for field in asked:
        field.mark = "required" if few and field.required else "" if few or field.required else "optional"


class Bound(Generic[T]):
    """The form. `ok` and `values` when all is well; else `errors` and `general_errors`."""

    def __init__(self, fields: list[BoundField], *, raw: Raw | None = None) -> None:
        self.fields = fields
        self.raw: Raw = raw if raw is not None else NOTHING
        self.sent = raw is not None
        self.general_errors: list[Text] = []
        self._values: T | None = None
        mark_few(fields)

    def __getitem__(self, name: str) -> BoundField:
        for field in self.fields:
            if field.key == name:
                return field
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return any(field.key == name for field in self.fields)

    def __iter__(self) -> Iterator[BoundField]:
        return iter(self.fields)

    @property
    def errors(self) -> list[Problem]:
        return [Problem(f.id, f.label, f.error) for f in self.fields if f.error and f.kind != "hidden"]

    @property
    def ok(self) -> bool:
        return self.sent and not self.errors and not self.general_errors

    @property
    def values(self) -> T:
        """What was typed, typed. Only for a form that is `ok`."""
        if not self.ok or self._values is None:
            raise LookupError("this form has errors, or was not sent: ask form.ok first")
        return self._values

    @property
    def has_files(self) -> bool:
        """The form tag needs enctype=multipart/form-data."""
        return any(field.kind in {"file", "image"} for field in self.fields)

    def settle(self, values: T) -> None:
        self._values = values

    def refuse(self, refused: Refused | Text, field: str | None = None) -> "Bound[T]":
        """Say what a service refused, beside its field if it has one, else above the form."""
        message = refused.message if isinstance(refused, Refused) else refused
        name = field or getattr(refused, "field", None)
        if name is not None and name in self and self[name].kind != "hidden":
            self[name].error = message
        else:
            self.general_errors.append(message)
        return self

    def refuse_all(self, errors: Mapping[str, Text]) -> "Bound[T]":
        for name, message in errors.items():
            self.refuse(Invalid(message, field=name))
        return self

    def hidden_errors(self) -> None:
        """A hidden field has no place on the page: its error is said above the form."""
        for field in self.fields:
            if field.kind == "hidden" and field.error is not None:
                if field.error not in self.general_errors:
                    self.general_errors.append(field.error)
                field.error = None
