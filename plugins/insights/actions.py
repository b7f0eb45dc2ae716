"""Who may do what here: all of it is for staff, each in the projects that they look after."""

from core.sdk import Access, Action, Role, _

VIEW = Action(
    "insights.view", _("Read a published summary"), default=Access.EVERYONE, open_only=False, changeable=False
)
ENTER = Action(
    "insights.enter",
    _("See what people talk about"),
    open_only=False,
    changeable=False,
    role=Role.MODERATOR,
)
MANAGE = Action(
    "insights.manage",
    _("Sort contributions in themes, and sign summaries"),
    open_only=False,
    changeable=False,
    role=Role.MANAGER,
)
SET_UP = Action(
    "insights.set_up",
    _("Choose the engine that makes sense of texts"),
    open_only=False,
    changeable=False,
    role=Role.ADMIN,
)

ALL = (VIEW, ENTER, MANAGE, SET_UP)
