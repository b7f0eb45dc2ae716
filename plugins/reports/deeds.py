"""What the record of staff's deeds calls what is done here."""

from core.sdk import Text, _

DEEDS: dict[str, Text] = {
    "reports.archive": _("Made an archive package"),
    "reports.publish": _("Published a report"),
    "reports.withdraw": _("Took a report back"),
}
