"""What can be done here, by residents and by staff."""

from core.sdk import Access, Action, Role, _

VIEW = Action("deliberation.view", _("See the deliberation"), default=Access.EVERYONE, open_only=False)
VOTE = Action("deliberation.vote", _("Answer statements"))
SUBMIT = Action("deliberation.submit", _("Add a statement"))
ARGUE = Action("deliberation.argue", _("Add an argument"))
SUPPORT = Action("deliberation.support", _("Say that an argument weighs"))
ENDORSE = Action("deliberation.endorse", _("Endorse the common statement"))
MODERATE = Action(
    "deliberation.moderate",
    _("Look after statements and answer"),
    open_only=False,
    changeable=False,
    role=Role.MODERATOR,
)
MANAGE = Action(
    "deliberation.manage",
    _("Set up options, publish the common statement, import and export"),
    open_only=False,
    changeable=False,
    role=Role.MANAGER,
)
ALL = (VIEW, VOTE, SUBMIT, ARGUE, SUPPORT, ENDORSE, MODERATE, MANAGE)
