"""Why a file was not kept, in words that say what to do."""

from core.i18n import Text, _
from core.text.errors import Refused


class FileRefused(Refused):
    """The base of all of these."""


class NotAnImage(FileRefused):
    """It cannot be opened as a picture."""

    def __init__(self, message: Text | None = None) -> None:
        super().__init__(message or _("This file is not a picture we can open. Choose a JPEG or PNG."))


class TooBig(FileRefused):
    """More bytes than are allowed."""

    def __init__(self, max_mb: int) -> None:
        super().__init__(_("The file is too big. It can be at most {max} MB.").format(max=max_mb))
        self.max = max_mb


class TooManyPixels(FileRefused):
    """A picture that would fill the memory when it is opened."""

    def __init__(self, megapixels: int) -> None:
        message = _("The picture is too large. It can have at most {max} million pixels: make it smaller.")
        super().__init__(message.format(max=megapixels))


class TypeNotAllowed(FileRefused):
    """A kind of file that is not taken here."""

    def __init__(self, allowed: str) -> None:
        super().__init__(
            _("This kind of file cannot be used here. Choose one of: {types}.").format(types=allowed)
        )


class LooksDifferent(FileRefused):
    """The name or the declared type says one thing, the content another."""

    def __init__(self, named: str) -> None:
        message = _(
            "The name ends in “{ending}”, but the file is something else. Save it again and try once more."
        )
        super().__init__(message.format(ending=named))
