"""What can be done here, by residents and by staff."""

from core.sdk import Access, Action, Role, _

VIEW = Action("information.view", _("Read"), default=Access.EVERYONE, open_only=False)
ASK = Action("information.ask", _("Ask a question"))
REMARK = Action("information.remark", _("Comment on the document"))
SEND = Action("information.send", _("Send a statement to the hearing"))
SUPPORT = Action("information.support", _("Support what others wrote"))
COMMENT = Action("information.comment", _("Reply to what others wrote"))
ANSWER = Action(
    "information.answer",
    _("Answer questions, comments and statements"),
    open_only=False,
    changeable=False,
    role=Role.MODERATOR,
)
MANAGE = Action(
    "information.manage",
    _("Write the pages, documents and letters"),
    open_only=False,
    changeable=False,
    role=Role.MANAGER,
)
OF_INFORMATION = (VIEW, ASK, SUPPORT, COMMENT, ANSWER, MANAGE)
OF_HEARING = (VIEW, REMARK, SEND, SUPPORT, COMMENT, ASK, ANSWER, MANAGE)
