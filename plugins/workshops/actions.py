"""What can be done here, by residents and by staff."""

from core.sdk import Access, Action, Role, _

VIEW = Action("workshops.view", _("See meetings and workshops"), default=Access.EVERYONE, open_only=False)
REGISTER = Action("workshops.register", _("Sign up for a meeting"))
ANSWER = Action("workshops.answer", _("Answer and write in a workshop"))
SUPPORT = Action("workshops.support", _("Support a question"))
COMMENT = Action("workshops.comment", _("Comment on what was said"))
LEAD = Action(
    "workshops.lead",
    _("Lead a workshop and see who comes"),
    open_only=False,
    changeable=False,
    role=Role.MODERATOR,
)
MANAGE = Action("workshops.manage", _("Plan meetings"), open_only=False, changeable=False, role=Role.MANAGER)
ALL = (VIEW, REGISTER, ANSWER, SUPPORT, COMMENT, LEAD, MANAGE)
