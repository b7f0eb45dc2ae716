"""What the record of staff's deeds calls what is done here."""

from core.sdk import Text, _

DEEDS: dict[str, Text] = {
    "insights.engine": _("Chose the engine that reads contributions"),
}
