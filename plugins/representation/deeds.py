"""What the record of staff's deeds calls what is done here."""

from core.sdk import Text, _

DEEDS: dict[str, Text] = {
    "representation.figures": _("Brought figures of the population"),
    "representation.invite": _("Invited people of a group that is missing"),
}
