"""Why something is not done, in words that a person can act on."""

from core.sdk import Refused, Text, _


class NotFinished(Refused):
    def __init__(self) -> None:
        super().__init__(_("Finish the course first: lessons, quizzes and exercises."))


class NoSuchCourse(Refused):
    field = "course"

    def __init__(self) -> None:
        super().__init__(_("This course is no longer here. Choose another."))


class NobodyChosen(Refused):
    field = "people"

    def __init__(self) -> None:
        super().__init__(_("Choose at least one colleague."))


class DayPassed(Refused):
    field = "due_on"

    def __init__(self) -> None:
        super().__init__(_("Choose a day that is still to come."))


class NotACourse(Refused):
    """What was sent is no course; `reason` says why."""

    field = "file"

    def __init__(self, reason: Text | str) -> None:
        super().__init__(_("This is not a course that we can use: {reason}").format(reason=reason))
