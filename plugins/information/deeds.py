"""What the record of staff's deeds calls what is done here."""

from core.sdk import Text, _

DEEDS: dict[str, Text] = {
    "information.answers": _("Published the answers to statements"),
    "information.letter": _("Sent a newsletter"),
    "information.publish": _("Published a statement"),
    "information.register": _("Registered a statement"),
    "information.version": _("Published a version of the document"),
    "information.withdraw": _("Took back a statement"),
    "information.withhold": _("Withheld a statement"),
}
