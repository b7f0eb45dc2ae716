"""What the record of staff's deeds, and the log of who took part, call what is done here."""

from core.sdk import Text, _

DEEDS: dict[str, Text] = {
    "workshops.begin": _("Began a meeting"),
    "workshops.come": _("Came to a meeting"),
    "workshops.join": _("Went into a group"),
    "workshops.cancel": _("Cancelled a meeting"),
    "workshops.finish": _("Ended a meeting"),
    "workshops.plan": _("Planned a meeting"),
}
