"""What the record of staff's deeds calls what is done here."""

from core.sdk import Text, _

DEEDS: dict[str, Text] = {
    "followup.break": _("Said that a promise will not be kept"),
    "followup.change": _("Changed a published answer"),
    "followup.delete": _("Deleted an answer, a promise or a step"),
    "followup.frame": _("Changed what people can influence"),
    "followup.keep": _("Marked a promise as kept"),
    "followup.postpone": _("Postponed a promise"),
    "followup.promise": _("Made a promise"),
    "followup.publish": _("Published what came of it"),
    "followup.step": _("Changed a step of the work"),
    "followup.withdraw": _("Took an answer back"),
}
