"""What can be done here, by residents and by staff."""

from core.sdk import Access, Action, Role, _

VIEW = Action("survey.view", _("See the survey"), default=Access.EVERYONE, open_only=False)
ANSWER = Action("survey.answer", _("Answer the survey"))
RESULTS = Action("survey.results", _("See the results"), default=Access.EVERYONE, open_only=False)
ENTER = Action(
    "survey.enter",
    _("Type in answers from paper"),
    open_only=False,
    changeable=False,
    role=Role.MODERATOR,
)
MANAGE = Action(
    "survey.manage",
    _("Make the survey and see all results"),
    open_only=False,
    changeable=False,
    role=Role.MANAGER,
)
ALL = (VIEW, ANSWER, RESULTS, ENTER, MANAGE)
