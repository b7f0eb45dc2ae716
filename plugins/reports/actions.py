"""Who may do what with reports. A published one is for all who see the project; the rest is for its managers."""

from core.sdk import Access, Action, Role, _

VIEW = Action(
    "reports.view", _("Read a published report"), default=Access.EVERYONE, open_only=False, changeable=False
)
ENTER = Action(
    "reports.enter", _("See the list of reports"), open_only=False, changeable=False, role=Role.MODERATOR
)
MANAGE = Action(
    "reports.manage", _("Write and publish reports"), open_only=False, changeable=False, role=Role.MANAGER
)

ALL = (VIEW, ENTER, MANAGE)
