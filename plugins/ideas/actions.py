"""What can be done here, by residents and by staff."""

from core.sdk import Access, Action, Role, _

VIEW = Action("ideas.view", _("See the ideas"), default=Access.EVERYONE, open_only=False)
SUBMIT = Action("ideas.submit", _("Share an idea"))
SUPPORT = Action("ideas.support", _("Support an idea"))
OPPOSE = Action("ideas.oppose", _("Say that one is against an idea"))
COMMENT = Action("ideas.comment", _("Comment on an idea"))
MODERATE = Action(
    "ideas.moderate",
    _("Answer, sort and merge ideas"),
    open_only=False,
    changeable=False,
    role=Role.MODERATOR,
)
MANAGE = Action(
    "ideas.manage",
    _("Import and export ideas"),
    open_only=False,
    changeable=False,
    role=Role.MANAGER,
)
ALL = (VIEW, SUBMIT, SUPPORT, OPPOSE, COMMENT, MODERATE, MANAGE)
