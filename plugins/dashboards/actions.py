"""Who sees figures: those who work in a place or in a project; and everybody, what staff have chosen of a project."""

from core.sdk import Access, Action, Role, _

ENTER = Action(
    "dashboards.enter", _("See the figures"), open_only=False, changeable=False, role=Role.MODERATOR
)
MANAGE = Action(
    "dashboards.manage",
    _("Choose which figures residents see"),
    open_only=False,
    changeable=False,
    role=Role.MANAGER,
)
VIEW = Action(
    "dashboards.view",
    _("See the figures of a project that staff have chosen"),
    default=Access.EVERYONE,
    open_only=False,
    changeable=False,
)
ALL = (ENTER, MANAGE, VIEW)
