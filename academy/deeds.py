"""What the record of staff's deeds calls what is done here."""

from core.sdk import Text, _

DEEDS: dict[str, Text] = {
    "academy.add_course": _("Added a course of the municipality's own"),
    "academy.assign": _("Asked staff to take a course"),
    "academy.practice": _("Made a practice project"),
    "academy.remove_course": _("Removed a course of the municipality's own"),
    "academy.throw_practice": _("Threw a practice project away"),
    "academy.unassign": _("Took back that somebody should take a course"),
}
