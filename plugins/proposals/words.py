"""What people are told at each step."""

from core.sdk import _

SENT_IN = _("A new proposal is to be checked: “{title}”")
TAKEN_BACK = _("Taken back by its author: “{title}”")
JOINED = _("{name} proposes “{title}” together with you")
APPROVED = _("“{title}” is checked. Now you can collect signatures")
RETURNED = _("“{title}” must be mended before it can collect signatures")
REFUSED = _("“{title}” was not taken in")
REACHED = _("“{title}” has enough signatures: the council must decide")
EXPIRED = _("The time is over for “{title}”, and the goal was not reached")
SENT = _("“{title}” has been sent to the council")
DECIDED = _("The council has decided about “{title}”")
FOLLOWED = _("News about what follows from “{title}”")
MERGED = _(
    "“{title}” was joined with another proposal. Your signature does not move by itself: "
    "read the other, and sign it if you agree"
)
MERGED_OWN = _("“{title}” was joined with another proposal")
CHECK_SOON = _("“{title}” must be checked by {date}")
CHECK_LATE = _("“{title}” should have been checked by {date}")
COUNCIL_SOON = _("The council must decide about “{title}” by {date}")
COUNCIL_LATE = _("The council should have decided about “{title}” by {date}")
HANDLER = _("You handle the proposal “{title}” now")
