"""Everyone may fetch open data; a project's managers may close it."""

from core.sdk import Access, Action, Role, _

VIEW = Action(
    "opendata.view", _("Fetch open data"), default=Access.EVERYONE, open_only=False, changeable=False
)
ENTER = Action(
    "opendata.enter", _("See what is open data"), open_only=False, changeable=False, role=Role.MODERATOR
)
MANAGE = Action(
    "opendata.manage",
    _("Open and close a project's data"),
    open_only=False,
    changeable=False,
    role=Role.MANAGER,
)

ALL = (VIEW, ENTER, MANAGE)
