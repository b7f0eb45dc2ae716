"""A named thing that a person may do."""

from dataclasses import dataclass
from enum import StrEnum

from core.i18n import Text, _
from core.people import Role


class Access(StrEnum):
    """Who may, where staff have not said otherwise."""

    EVERYONE = "everyone"
    REGISTERED = "registered"
    STAFF = "staff"


@dataclass(frozen=True)
class Action:
    """`name` is `<owner>.<verb>`: `ideas.submit`. `role` makes it a staff action; then no rule of an activity opens it.

    `open_only`: possible only while the activity is open. `changeable`: staff may set who may, for each activity.
    `when_read_only`: posts under it are taken also in a place where nothing new can be written.
    """

    name: str
    label: Text
    default: Access = Access.REGISTERED
    open_only: bool = True
    changeable: bool = True
    role: Role | None = None
    platform: bool = False
    when_read_only: bool = (
        False  # possible also where the place can only be read: signing in, taking out, paying
    )

    @property
    def for_staff(self) -> bool:
        return self.role is not None


def _core(
    name: str,
    label: Text,
    default: Access = Access.EVERYONE,
    role: Role | None = None,
    *,
    when_read_only: bool = False,
) -> Action:
    return Action(
        name,
        label,
        default=default,
        open_only=False,
        changeable=False,
        role=role,
        when_read_only=when_read_only,
    )


CORE_ACTIONS = {
    action.name: action
    for action in (
        _core("site.view", _("See the site")),
        _core("account.enter", _("Register and sign in"), when_read_only=True),
        _core(
            "account.own",
            _("See and change one's own account"),
            Access.REGISTERED,
            when_read_only=True,
        ),
        _core("files.read", _("Open a published file")),
        _core("project.view", _("See a project")),
        _core("project.follow", _("Follow a project"), Access.REGISTERED),
        _core("contribution.act", _("React, comment and report"), Access.REGISTERED),
        _core("staff.enter", _("See the staff pages"), role=Role.MODERATOR),
        _core("project.moderate", _("Moderate a project"), role=Role.MODERATOR),
        _core("project.manage", _("Manage a project"), role=Role.MANAGER),
        _core("project.create", _("Create projects"), role=Role.MANAGER),
        _core("site.manage", _("Manage the site"), role=Role.ADMIN),
        _core("platform.support", _("Help the municipalities"), role=Role.SUPPORT),
        _core("demo.enter", _("Sign in to the demonstration")),
    )
}
