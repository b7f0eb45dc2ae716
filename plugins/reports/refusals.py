"""Why something is not done, in words that a person can act on."""

from core.sdk import Refused, _

MOST_SECTIONS = 400


class SectionGone(Refused):
    def __init__(self) -> None:
        super().__init__(_("This section is no longer there: a colleague has removed it."))


class TooManySections(Refused):
    def __init__(self) -> None:
        super().__init__(_("A report can have at most {n} sections.").format(n=MOST_SECTIONS))


class EmptyReport(Refused):
    def __init__(self) -> None:
        super().__init__(_("Write a section before you publish the report."))


class WrongPeriod(Refused):
    field = "until"

    def __init__(self) -> None:
        super().__init__(_("The last day must not be before the first."))
