"""Why something was not done, said so that the person can act on it."""

from core.sdk import Refused, Text, _, ngettext
from plugins.proposals.states import NAMES, Stage


class Gone(Refused):
    def __init__(self) -> None:
        super().__init__(_("We cannot find this proposal any more."))


class WrongStep(Refused):
    """Somebody was first, or the form was old."""

    def __init__(self, stage: Stage) -> None:
        said = _("This cannot be done now. The proposal is here: {stage}. Look at the page again.")
        super().__init__(said.format(stage=NAMES[stage]))


class NotNow(Refused):
    """Signing is over, or has not begun."""

    def __init__(self) -> None:
        super().__init__(_("This proposal does not collect signatures now."))


class NotResident(Refused):
    def __init__(self, message: Text) -> None:
        super().__init__(message)


class SayWhy(Refused):
    field = "reason"

    def __init__(self) -> None:
        super().__init__(_("Write why. Those who proposed are told, and it stands in the log."))


class NotYours(Refused):
    def __init__(self) -> None:
        super().__init__(_("Only those who proposed this can do that."))


class EnoughMessages(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(
            ngettext(
                "You have sent {n} message, and more are not allowed here.",
                "You have sent {n} messages, and more are not allowed here.",
                most,
            ).format(n=most)
        )


class OneADay(Refused):
    def __init__(self) -> None:
        super().__init__(_("You can send one message a day. Try again tomorrow."))


class NoRule(Refused):
    def __init__(self) -> None:
        super().__init__(_("Choose another proposal of this activity that collects signatures."))
