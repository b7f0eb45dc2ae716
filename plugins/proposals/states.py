"""How far a proposal has come, and which step may follow which. Nothing else moves one (`steps.py` asks here)."""

from enum import StrEnum

from core.sdk import Text, _


class Stage(StrEnum):
    DRAFT = "draft"
    RECEIVED = "received"  # staff check the form, with a time limit
    RETURNED = "returned"  # to its author, with reasons
    REFUSED = "refused"
    CHECKED = "checked"
    COLLECTING = "collecting"
    EXPIRED = "expired"
    REACHED = "reached"  # the threshold is met: the council's clock runs
    SENT = "sent"  # to the council, with a case number
    DECIDED = "decided"
    FOLLOWED = "followed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


S = Stage
STEPS: dict[Stage, frozenset[Stage]] = {
    S.DRAFT: frozenset({S.RECEIVED}),
    S.RECEIVED: frozenset({S.CHECKED, S.RETURNED, S.REFUSED, S.WITHDRAWN}),
    S.RETURNED: frozenset({S.RECEIVED, S.REFUSED, S.WITHDRAWN}),
    S.CHECKED: frozenset({S.COLLECTING}),
    S.COLLECTING: frozenset({S.REACHED, S.EXPIRED, S.WITHDRAWN, S.MERGED}),
    S.REACHED: frozenset({S.SENT}),
    S.SENT: frozenset({S.DECIDED}),
    S.DECIDED: frozenset({S.FOLLOWED}),
    S.FOLLOWED: frozenset({S.FOLLOWED}),
    S.REFUSED: frozenset(),
    S.EXPIRED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.MERGED: frozenset(),
}
EDITABLE = frozenset({S.DRAFT, S.RETURNED})
SIGNABLE = frozenset({S.COLLECTING, S.REACHED})  # after the threshold too, until it goes to the council
CLOCK_RUNS = frozenset({S.REACHED, S.SENT})
PUBLIC = frozenset({S.COLLECTING, S.EXPIRED, S.REACHED, S.SENT, S.DECIDED, S.FOLLOWED, S.MERGED})
# The way that everybody sees on the page of a proposal.
WAY = (S.RECEIVED, S.CHECKED, S.COLLECTING, S.REACHED, S.SENT, S.DECIDED, S.FOLLOWED)

NAMES: dict[Stage, Text] = {
    S.DRAFT: _("Draft"),
    S.RECEIVED: _("Received"),
    S.RETURNED: _("Sent back to be mended"),
    S.REFUSED: _("Not taken in"),
    S.CHECKED: _("Checked"),
    S.COLLECTING: _("Collecting signatures"),
    S.EXPIRED: _("Did not reach the goal"),
    S.REACHED: _("Goal reached"),
    S.SENT: _("Sent to the council"),
    S.DECIDED: _("Decided"),
    S.FOLLOWED: _("Followed up"),
    S.WITHDRAWN: _("Taken back"),
    S.MERGED: _("Joined with another"),
}
COLOURS: dict[Stage, str] = {
    S.COLLECTING: "info",
    S.REACHED: "success",
    S.SENT: "accent",
    S.DECIDED: "success",
    S.FOLLOWED: "success",
    S.RECEIVED: "warning",
    S.RETURNED: "warning",
}
ICONS: dict[Stage, str] = {
    S.COLLECTING: "signature",
    S.REACHED: "check_circle",
    S.SENT: "bank",
    S.DECIDED: "check",
    S.FOLLOWED: "check",
    S.RECEIVED: "clock",
    S.CHECKED: "check",
    S.RETURNED: "edit",
    S.DRAFT: "edit",
    S.MERGED: "link",
}


class Outcome(StrEnum):
    """What the council said."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    REJECTED = "rejected"


OUTCOMES: dict[Outcome, Text] = {
    Outcome.ADOPTED: _("The council said yes"),
    Outcome.PARTLY: _("The council said yes to a part"),
    Outcome.REJECTED: _("The council said no"),
}


def may_follow(was: Stage, to: Stage) -> bool:
    return to in STEPS[was]
