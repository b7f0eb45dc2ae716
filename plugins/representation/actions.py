"""Staff of a project see who took part in it; managers of the place bring its figures."""

from core.sdk import Action, Role, _

ENTER = Action(
    "representation.enter",
    _("See who takes part, and who is missing"),
    open_only=False,
    changeable=False,
    role=Role.MODERATOR,
)
MANAGE = Action(
    "representation.manage", _("Invite who is missing"), open_only=False, changeable=False, role=Role.MANAGER
)
SET_UP = Action(
    "representation.set_up",
    _("Bring figures of the population"),
    open_only=False,
    changeable=False,
    role=Role.ADMIN,
)
ALL = (ENTER, MANAGE, SET_UP)
