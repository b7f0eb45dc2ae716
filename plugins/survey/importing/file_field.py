"""The form field for a form's file: small enough to be read at once. What it holds is found out when it is read."""

from dataclasses import dataclass
from typing import ClassVar

from core.sdk import Field, Invalid, Text, Typed, Upload, _
from plugins.survey.importing.reading import MOST_BYTES


@dataclass(frozen=True, kw_only=True)
class FormFile(Field):
    kind: ClassVar[str] = "file"
    says_missing: ClassVar[Text] = _("Choose a file for “{label}”.")
    accept: ClassVar[str] = ".lss,.json,.xml"
    max: ClassVar[int] = MOST_BYTES

    def read(self, typed: Typed) -> Upload | None:
        uploads = typed.uploads()
        if uploads and len(uploads[-1].data) > MOST_BYTES:
            raise Invalid(
                _("The file is too big. It can be at most {max} MB.").format(max=MOST_BYTES // 1_000_000)
            )
        return Upload(uploads[-1].filename, uploads[-1].content_type, uploads[-1].data) if uploads else None

    def echo(self, typed: Typed) -> None:
        """A browser cannot be given back a file."""
