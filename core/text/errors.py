"""The base of errors that a person can act on."""

from core.i18n import Text


class Refused(Exception):
    """Something was asked that cannot be done now; `message` says why and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.msgid)
        self.message = message
