"""Who may do what here: all of it is for staff, each in the projects that they look after."""

from core.sdk import Action, Role, _

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

ALL = (ENTER, MANAGE, SET_UP)
