"""One's own comment: change it, take it back. And what a contribution said before."""

from core.access import Refusal
from core.contributions.comments import edit_comment, withdraw_comment
from core.contributions.forms import EditForm
from core.contributions.model import COMMENT, Contribution
from core.contributions.names import may_see_names
from core.contributions.reading import versions_of
from core.contributions.spot import comment_at, found_at, may
from core.contributions.threads import load_comment
from core.forms import Bound, bind
from core.http import Answer, NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.i18n import Text, _
from core.text import Refused


@get("/contributions/{comment_id:int}/edit", action="contribution.act")
async def edit_form(visit: Visit, comment_id: int) -> Answer:
    _spot, found = await comment_at(visit, comment_id)
    if not found.mine:
        raise NotFound
    return _edit_page(found, bind(EditForm, initial={"text": found.text, "version": str(found.version)}))


@post("/contributions/{comment_id:int}/edit", action="contribution.act")
async def send_edit(visit: Visit, comment_id: int) -> Answer:
    spot, found = await comment_at(visit, comment_id)
    if not found.mine:
        raise NotFound
    form = bind(EditForm, await visit.body())
    decision = may(visit, spot, COMMENT)
    if isinstance(decision, Refusal):
        return _edit_page(found, form.refuse(decision.message), status=decision.reason.status)
    if not form.ok:
        return _edit_page(found, form, status=422)
    try:
        sent = form.values
        await edit_comment(
            place=spot.place, comment_id=found.id, author=spot.person, text=sent.text, version=sent.version
        )
    except Refused as refused:
        return _edit_page(found, form.refuse(refused), status=422)
    return redirect(found.url, toast=await _said_of(visit, found))


@post("/contributions/{comment_id:int}/withdraw", action="contribution.act")
async def send_withdraw(visit: Visit, comment_id: int) -> Redirect:
    """Always possible, also when the activity has closed: it is one's own word."""
    spot, found = await comment_at(visit, comment_id)
    if not found.mine:
        raise NotFound
    try:
        await withdraw_comment(place=spot.place, comment_id=found.id, author=spot.person)
    except Refused as refused:
        return redirect(_root_url(found), toast=refused.message, done=False)
    return redirect(_root_url(found), toast=_("Your comment is taken back."))


@get("/contributions/{contribution_id:int}/history", action="contribution.act")
async def history(visit: Visit, contribution_id: int) -> Answer:
    """What it said before: for its author and for those who moderate."""
    spot, found = await found_at(visit, contribution_id)
    if not (found.mine or may_see_names(visit.person, spot.place.project.id)):
        raise NotFound
    return page(
        "contributions/history.html", item=found, versions=await versions_of(contribution_id=found.id)
    )


def _edit_page(found: Contribution, form: Bound[EditForm], status: int = 200) -> Page:
    return page("contributions/edit_comment.html", status=status, item=found, form=form)


async def _said_of(visit: Visit, changed: Contribution) -> Text:
    now = await load_comment(comment_id=changed.id, viewer=visit.person)
    if now is not None and now.state == "waiting":
        return _("Thank you. A moderator reads it before it is shown.")
    return _("Your comment is changed.")


def _root_url(found: Contribution) -> str:
    return found.url.partition("#")[0]
