"""The form field for a table of answers. What it holds is found out when it is read."""

from dataclasses import dataclass
from typing import ClassVar

from core.sdk import Field, Invalid, Text, Typed, Upload, _
from plugins.survey.responses.table import MOST_BYTES


@dataclass(frozen=True, kw_only=True)
class AnswersFile(Field):
    kind: ClassVar[str] = "file"
    says_missing: ClassVar[Text] = _("Choose a file for “{label}”.")
    accept: ClassVar[str] = ".csv,.tsv,.txt,.xlsx"
    max: ClassVar[int] = MOST_BYTES

    def read(self, typed: Typed) -> Upload | None:
        uploads = typed.uploads()
        if not uploads:
            return None
        sent = uploads[-1]
        if len(sent.data) > MOST_BYTES:
            raise Invalid(
                _("The file is too big. It can be at most {max} MB.").format(max=MOST_BYTES // 1_000_000)
            )
        return Upload(sent.filename, sent.content_type, sent.data)

    def echo(self, typed: Typed) -> None:
        """A browser cannot be given back a file."""
