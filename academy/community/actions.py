"""Staff take part; administrators may take the place out again."""

from core.sdk import Action, Role, _

ENTER = Action(
    "community.enter",
    _("Take part in the community of practitioners"),
    open_only=False,
    changeable=False,
    role=Role.MODERATOR,
)
SHARE = Action(
    "community.share",
    _("Share projects with other places, and copy theirs"),
    open_only=False,
    changeable=False,
    role=Role.MANAGER,
)
LEAVE = Action(
    "community.leave",
    _("Take the place's posts out of the community"),
    open_only=False,
    changeable=False,
    role=Role.ADMIN,
)
ALL = (ENTER, SHARE, LEAVE)
DEEDS = {
    "community.copy": _("Copied a project that another place shared"),
    "community.leave": _("Took the place's posts out of the community"),
    "community.share": _("Shared a project with other places"),
}
