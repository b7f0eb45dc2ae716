"""One field: its label, and how what is typed becomes a value."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.forms.given import HUGE, Invalid, Typed
from core.i18n import Localized, Text, _

Label = Text | Localized | str


@dataclass(frozen=True, kw_only=True)
class Field:
    """The base of all kinds. `required=None` means: as the struct says (no default = required)."""

    kind: ClassVar[str]
    says_missing: ClassVar[Text] = _("Answer “{label}”.")

    label: Label
    help: Label = ""
    required: bool | None = None
    missing: Text | None = None  # said instead of the general sentence: "Write a title."
    autocomplete: str = ""
    inputmode: str = ""
    # (another field, its values): the script shows it only then; no values = any. Without script it is always there.
    show_if: tuple[str, tuple[str, ...]] | None = None

    def read(self, typed: Typed) -> Any:
        """The value; None when nothing was typed. Raises Invalid with a sentence for the person."""
        raise NotImplementedError

    def shown(self, value: Any) -> Any:
        """How a stored value appears in the input."""
        return "" if value is None else str(value)

    def echo(self, typed: Typed) -> Any:
        """What was typed, to show again."""
        return typed.one()

    def empty(self) -> Any:
        """The value of an optional field that was left empty, when None does not fit."""
        return None

    def say_missing(self) -> Text:
        return self.missing or self.says_missing.format(label=self.label)


def refuse_huge(raw: str, label: Label) -> None:
    """Before any work is done on it."""
    if len(raw) > HUGE:
        raise Invalid(_("“{label}” is far too long: at most {max} characters.").format(label=label, max=HUGE))
