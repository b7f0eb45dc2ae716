"""Who sees figures: those who work in a place or in a project."""

from core.sdk import Action, Role, _

ENTER = Action(
    "dashboards.enter", _("See the figures"), open_only=False, changeable=False, role=Role.MODERATOR
)
ALL = (ENTER,)
