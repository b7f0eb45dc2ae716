"""What roles are called, and what they may."""

from core.i18n import _
from core.people import Role

ROLES = {
    Role.PARTICIPANT.value: _("Participant"),
    Role.MODERATOR.value: _("Moderator"),
    Role.MANAGER.value: _("Project manager"),
    Role.ADMIN.value: _("Administrator"),
    Role.SUPPORT.value: _("Support expert"),
}
ROLE_OPTIONS = (
    (Role.PARTICIPANT.value, ROLES["participant"], _("Takes part, and no more.")),
    (
        Role.MODERATOR.value,
        ROLES["moderator"],
        _("Looks at reports, and answers, in all projects."),
    ),
    (Role.MANAGER.value, ROLES["manager"], _("Makes projects and looks after all of them.")),
    (
        Role.ADMIN.value,
        ROLES["admin"],
        _("All of this, and also settings, people and plugins."),
    ),
)
PROJECT_ROLE_OPTIONS = (
    (Role.MODERATOR.value, ROLES["moderator"]),
    (Role.MANAGER.value, ROLES["manager"]),
)
