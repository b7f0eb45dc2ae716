"""Files and pictures. Type and size are checked here; `core.files.keep_upload` does the rest."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.files.check import Purpose, Upload, accepted, check_upload, largest
from core.forms.base import Field
from core.forms.given import Typed
from core.i18n import Text, _


@dataclass(frozen=True, kw_only=True)
class File(Field):
    """A document. `form["x"].removed` is true when the box `<name>.remove` beside a kept file was ticked."""

    kind: ClassVar[str] = "file"
    says_missing: ClassVar[Text] = _("Choose a file for “{label}”.")
    purpose: Purpose = Purpose.DOCUMENT

    @property
    def accept(self) -> str:
        return accepted(self.purpose)

    @property
    def max(self) -> int:
        return largest(self.purpose)

    def read(self, typed: Typed) -> Upload | None:
        uploads = typed.uploads()
        if not uploads:
            return None
        check_upload(uploads[-1], self.purpose)
        return uploads[-1]

    def shown(self, value: Any) -> Any:
        """What is kept already; the template links to it."""
        return value

    def echo(self, typed: Typed) -> None:  # noqa: ARG002 - a browser cannot be given back a file
        return None


@dataclass(frozen=True, kw_only=True)
class Image(File):
    """A picture."""

    kind: ClassVar[str] = "image"
    says_missing: ClassVar[Text] = _("Choose a picture for “{label}”.")
    purpose: Purpose = Purpose.IMAGE
