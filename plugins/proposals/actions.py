"""What can be done here, by residents and by staff."""

from core.sdk import Access, Action, Role, _

VIEW = Action("proposals.view", _("See the proposals"), default=Access.EVERYONE, open_only=False)
SUBMIT = Action("proposals.submit", _("Make a proposal"))
SIGN = Action("proposals.sign", _("Sign a proposal"))
COMMENT = Action("proposals.comment", _("Comment on a proposal"))
HANDLE = Action(
    "proposals.handle",
    _("Check proposals and handle cases"),
    open_only=False,
    changeable=False,
    role=Role.MODERATOR,
)
PAPER = Action(
    "proposals.paper",
    _("Enter signatures from paper, see and take out the list of signatures"),
    open_only=False,
    changeable=False,
    role=Role.MANAGER,
)
ALL = (VIEW, SUBMIT, SIGN, COMMENT, HANDLE, PAPER)
