"""The words for levels, roles and what a course is made of."""

from academy.loading import Level
from core.sdk import Text, _

LEVELS: dict[str, Text] = {
    Level.BEGINNER: _("New to this"),
    Level.PRACTISED: _("Some practice"),
    Level.EXPERT: _("Well practised"),
}
ROLES: dict[str, Text] = {
    "moderator": _("Moderators"),
    "manager": _("Project managers"),
    "admin": _("Administrators"),
}
