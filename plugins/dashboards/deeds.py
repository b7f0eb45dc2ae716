"""What the record of staff's deeds calls what is done here."""

from core.sdk import Text, _

DEEDS: dict[str, Text] = {"dashboards.show": _("Chose which figures residents see")}
