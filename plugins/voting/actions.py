"""What can be done here, by residents, evaluators and staff."""

from core.sdk import Access, Action, Role, _

VIEW = Action("voting.view", _("See the options and the result"), default=Access.EVERYONE, open_only=False)
VOTE = Action("voting.vote", _("Vote"))
# The code is the key: whoever has it may change that ballot until the voting closes, signed in or not.
CHANGE = Action(
    "voting.change", _("Change a ballot with its change code"), default=Access.EVERYONE, changeable=False
)
COMMENT = Action("voting.comment", _("Comment on an option"))
EVALUATE = Action(
    "voting.evaluate",
    _("Evaluate options: feasibility, cost and reason"),
    default=Access.STAFF,
    open_only=False,
)
MANAGE = Action(
    "voting.manage",
    _("Make the options and publish the result"),
    open_only=False,
    changeable=False,
    role=Role.MANAGER,
)
PAPER = Action(
    "voting.paper", _("Enter ballots from paper"), open_only=False, changeable=False, role=Role.MODERATOR
)
ALL = (VIEW, VOTE, CHANGE, COMMENT, EVALUATE, PAPER, MANAGE)
