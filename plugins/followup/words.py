"""The kinds of outcome, and the states of promises and steps, with what they are called."""

from enum import StrEnum

from core.sdk import Text, _


class Kind(StrEnum):
    DECISION = "decision"
    BUDGET = "budget"
    BUILT = "built"
    PARTLY = "partly"
    NO = "no"


class Promised(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


class Step(StrEnum):
    PLANNED = "planned"
    UNDERWAY = "underway"
    DONE = "done"
    DROPPED = "dropped"


KINDS: dict[str, Text] = {
    Kind.DECISION: _("Decided"),
    Kind.BUDGET: _("Money set aside"),
    Kind.BUILT: _("Done"),
    Kind.PARTLY: _("Partly followed"),
    Kind.NO: _("No, and why"),
}
KIND_LOOKS: dict[str, tuple[str, str]] = {
    Kind.DECISION: ("info", "signature"),
    Kind.BUDGET: ("accent", "money"),
    Kind.BUILT: ("success", "check_circle"),
    Kind.PARTLY: ("warning", "check"),
    Kind.NO: ("neutral", "close"),
}
STEPS: dict[str, Text] = {
    Step.PLANNED: _("Planned"),
    Step.UNDERWAY: _("Under way"),
    Step.DONE: _("Step finished"),
    Step.DROPPED: _("Will not be done"),
}
PROMISES: dict[str, Text] = {
    Promised.OPEN: _("Not yet kept"),
    Promised.KEPT: _("Promise kept"),
    Promised.BROKEN: _("Will not be kept"),
}
