"""Who may do what: staff learn, administrators ask others to, everybody may check a certificate."""

from core.sdk import Access, Action, Role, _

LEARN = Action("academy.learn", _("Take courses"), open_only=False, changeable=False, role=Role.MODERATOR)
LEAD = Action(
    "academy.lead",
    _("Ask staff to take courses, and add courses"),
    open_only=False,
    changeable=False,
    role=Role.ADMIN,
)
CHECK = Action(
    "academy.check", _("Check a certificate"), default=Access.EVERYONE, open_only=False, changeable=False
)

ALL = (LEARN, LEAD, CHECK)
