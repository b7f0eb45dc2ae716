"""What the record of staff's deeds calls what is done here."""

from core.sdk import Text, _

DEEDS: dict[str, Text] = {
    "voting.count": _("Counted the votes"),
    "voting.override": _("Changed a result, with a reason"),
    "voting.override_gone": _("Took back a change of a result"),
    "voting.paper_voter": _("Ticked off a voter on paper"),
    "voting.publish": _("Published a result"),
}
