"""Why a count, an override or a publication is refused."""

from core.sdk import Refused, _


class StillOpen(Refused):
    def __init__(self) -> None:
        super().__init__(_("People can still vote. Count when the vote is closed."))


class AlreadyPublished(Refused):
    def __init__(self) -> None:
        super().__init__(_("The result is published, and stands as it was published."))


class NothingToCount(Refused):
    def __init__(self) -> None:
        super().__init__(_("There are no options to count votes for."))


class NotCounted(Refused):
    def __init__(self) -> None:
        super().__init__(_("The votes are not counted yet."))


class CountAgain(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Options, budget, rule or papers have been changed since the votes were counted. Count again.")
        )


class NothingOverridden(Refused):
    field = "funded"

    def __init__(self) -> None:
        super().__init__(_("This is what the count says already."))
