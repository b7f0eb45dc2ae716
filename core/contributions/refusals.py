"""What can be refused, as a sentence for the person."""

from core.i18n import _
from core.text import Refused


class NothingWritten(Refused):
    def __init__(self) -> None:
        super().__init__(_("Write something first."))


class TooLong(Refused):
    def __init__(self, limit: int) -> None:
        super().__init__(_("This is too long: at most {max} characters.").format(max=limit))


class Gone(Refused):
    """It was published a moment ago, and is not any more."""

    def __init__(self) -> None:
        super().__init__(_("This is no longer here. What you wrote is kept below."))


class NotYours(Refused):
    def __init__(self) -> None:
        super().__init__(_("Only the one who wrote this can change it."))


class LimitUsed(Refused):
    def __init__(self, limit: int) -> None:
        super().__init__(
            _("You can support at most {n} here. Take one back before you support another.").format(n=limit)
        )


class TooMuchAtOnce(Refused):
    def __init__(self) -> None:
        super().__init__(_("You have written a lot in a short time. Wait a few minutes and try again."))


class CannotMerge(Refused):
    def __init__(self) -> None:
        super().__init__(_("Choose another one in the same activity to merge into."))


class StillUsed(Refused):
    def __init__(self) -> None:
        super().__init__(_("This is in use. Move what uses it to something else first."))


class NameTaken(Refused):
    def __init__(self) -> None:
        super().__init__(_("There is already one with this name."))
