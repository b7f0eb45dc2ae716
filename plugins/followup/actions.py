"""Who may do what. What is published is for all who see the project; the rest is for its managers."""

from core.sdk import Access, Action, Role, _

VIEW = Action(
    "followup.view", _("See what came of it"), default=Access.EVERYONE, open_only=False, changeable=False
)
OWN = Action("followup.own", _("See what became of one's own"), open_only=False, changeable=False)
ENTER = Action(
    "followup.enter", _("See promises and outcomes"), open_only=False, changeable=False, role=Role.MODERATOR
)
MANAGE = Action(
    "followup.manage", _("Promise and answer"), open_only=False, changeable=False, role=Role.MANAGER
)

ALL = (VIEW, OWN, ENTER, MANAGE)
