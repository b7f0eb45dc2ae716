"""What the record of staff's deeds calls what is done here."""

from core.sdk import Text, _

DEEDS: dict[str, Text] = {
    "proposals.list": _("Took out the list of signatures"),
    "proposals.approve": _("Approved a proposal"),
    "proposals.clock": _("Changed the deadline of a proposal"),
    "proposals.decided": _("Registered a decision on a proposal"),
    "proposals.followed": _("Wrote what became of a proposal"),
    "proposals.handler": _("Gave a proposal to a colleague"),
    "proposals.merged": _("Merged a proposal into another"),
    "proposals.paper": _("Registered signatures from paper"),
    "proposals.sent": _("Sent a proposal to the council"),
    "proposals.struck": _("Struck out a signature"),
    "proposals.returned": _("Sent a proposal back"),
    "proposals.refused": _("Turned a proposal down"),
}
