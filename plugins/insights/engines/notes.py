"""Why the local engine did the work of another, in words."""

from core.sdk import Text, _

WHY: dict[str, Text] = {
    "silent": _("The language model did not answer, so the local engine did the work."),
    "broken": _("The language model's answer could not be read, so the local engine did the work."),
    "forbidden": _("Nothing may leave this place, so the local engine did the work."),
    "budget": _("This month's budget for the language model is spent, so the local engine did the work."),
}
