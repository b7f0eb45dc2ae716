"""What the record of staff's deeds calls what is done here."""

from core.sdk import Text, _

DEEDS: dict[str, Text] = {
    "workshops.begin": _("Began a meeting"),
    "workshops.cancel": _("Cancelled a meeting"),
    "workshops.finish": _("Ended a meeting"),
    "workshops.plan": _("Planned a meeting"),
}
