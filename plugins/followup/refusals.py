"""Why something is not done, in words that a person can act on."""

from core.sdk import Refused, _


class NothingLinked(Refused):
    def __init__(self) -> None:
        super().__init__(_("Choose first what this answers: contributions, a topic, or a recommendation."))


class SayWhy(Refused):
    def __init__(self, field: str) -> None:
        super().__init__(_("Write why. People who took part deserve the reason."))
        self.field = field


class NotLater(Refused):
    field = "due_on"

    def __init__(self) -> None:
        super().__init__(_("Choose a day after the one that was promised."))


class Settled(Refused):
    def __init__(self) -> None:
        super().__init__(_("A colleague has already settled this promise."))


class PictureWithoutWords(Refused):
    field = "alt"

    def __init__(self) -> None:
        super().__init__(_("Say what the picture shows, for those who cannot see it."))


class NotAnAddress(Refused):
    field = "url"

    def __init__(self) -> None:
        super().__init__(_("An address begins with https://"))
