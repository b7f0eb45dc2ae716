"""Fields that are typed as text."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, ClassVar

from core.forms.base import Field, Label, refuse_huge
from core.forms.given import Invalid, Typed
from core.i18n import Text, _
from core.text.clean import clean_line, clean_text
from core.text.contact import MAX_EMAIL, clean_email
from core.text.html import clean_html, html_from_plain, plain_text

_HTML = re.compile(r"\s*<(p|h[1-4]|ul|ol|blockquote|figure)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Written(Field):
    says_missing: ClassVar[Text] = _("Fill in “{label}”.")

    min: int = 0
    max: int = 200

    def read(self, typed: Typed) -> str | None:
        raw = typed.one()
        refuse_huge(raw, self.label)
        text = self.tidy(raw)
        if text:
            check_length(self.visible(text), self)
        return text or None

    def empty(self) -> str:
        return ""

    def tidy(self, raw: str) -> str:
        return clean_line(raw)

    def visible(self, value: str) -> str:
        """What counts towards the limit."""
        return value


@dataclass(frozen=True, kw_only=True)
class ShortText(_Written):
    """One line."""

    kind: ClassVar[str] = "short_text"


@dataclass(frozen=True, kw_only=True)
class LongText(_Written):
    """Several lines of plain text."""

    kind: ClassVar[str] = "long_text"
    max: int = 5_000

    def tidy(self, raw: str) -> str:
        return clean_text(raw)


@dataclass(frozen=True, kw_only=True)
class RichText(_Written):
    """Safe HTML: from the editor, or from plain typing where there is no script."""

    kind: ClassVar[str] = "rich_text"
    max: int = 20_000
    headings: bool = True  # the editor offers them

    def tidy(self, raw: str) -> str:
        html = clean_html(raw) if _HTML.match(raw) else html_from_plain(raw)
        return html if plain_text(html) or "<img" in html else ""

    def visible(self, value: str) -> str:
        return plain_text(value)


@dataclass(frozen=True, kw_only=True)
class Email(Field):
    """An e-mail address, in lower case."""

    kind: ClassVar[str] = "email"
    says_missing: ClassVar[Text] = _("Write an e-mail address.")
    max: int = MAX_EMAIL
    autocomplete: str = "email"
    inputmode: str = "email"

    def read(self, typed: Typed) -> str | None:
        raw = typed.one()
        if not raw.strip():
            return None
        address = clean_email(raw) if len(raw) <= MAX_EMAIL * 2 else None
        if address is None:
            raise Invalid(_("Write an e-mail address like name@example.no."))
        return address

    def empty(self) -> str:
        return ""


@dataclass(frozen=True, kw_only=True)
class Password(Field):
    """Kept as typed, never shown again. For a new password: `min=10, autocomplete="new-password"`."""

    kind: ClassVar[str] = "password"
    says_missing: ClassVar[Text] = _("Write the password.")
    min: int = 0
    max: int = 200
    autocomplete: str = "current-password"

    def read(self, typed: Typed) -> str | None:
        # The same password typed on a phone and on a Mac must be the same: NFC, and nothing else.
        password = unicodedata.normalize("NFC", typed.one()[: self.max * 8])
        if password:
            check_length(password, self)
        return password or None

    def shown(self, value: Any) -> str:  # noqa: ARG002 - never shown, whatever it is
        return ""

    def echo(self, typed: Typed) -> str:  # noqa: ARG002
        return ""


@dataclass(frozen=True, kw_only=True)
class Code(Field):
    """A one-time code of digits, sent by mail or made by an app."""

    kind: ClassVar[str] = "code"
    says_missing: ClassVar[Text] = _("Write the code.")
    length: int = 6
    autocomplete: str = "one-time-code"
    inputmode: str = "numeric"

    def read(self, typed: Typed) -> str | None:
        raw = unicodedata.normalize("NFKC", typed.one()[:100])
        digits = re.sub(r"[\s\-–.]", "", raw)
        if not digits:
            return None
        if not re.fullmatch(f"[0-9]{{{self.length}}}", digits):
            raise Invalid(_("The code is {length} digits.").format(length=self.length))
        return digits


@dataclass(frozen=True, kw_only=True)
class Hidden(Field):
    """Sent along unseen: a version, a step. Its errors are said above the form."""

    kind: ClassVar[str] = "hidden"
    says_missing: ClassVar[Text] = _("This form is no longer complete. Load the page again.")
    label: Label = ""
    max: int = 2_000

    def read(self, typed: Typed) -> str | None:
        text = typed.one()
        if len(text) > self.max:
            raise Invalid(self.says_missing)
        return text or None


def check_length(text: str, field: Any) -> None:
    """Too short or too long, in numbers the person can act on."""
    if len(text) > field.max:
        raise Invalid(
            _("“{label}” can have at most {max} characters. You wrote {length}.").format(
                label=field.label, max=field.max, length=len(text)
            )
        )
    if len(text) < field.min:
        raise Invalid(
            _("“{label}” must have at least {min} characters.").format(label=field.label, min=field.min)
        )
