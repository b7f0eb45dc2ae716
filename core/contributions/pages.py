"""Comment, react, follow: posts to a contribution, whichever method it belongs to. Without script each leads back to its page."""

from core.access import Decision, Refusal
from core.access.known import known_actions
from core.contributions.comments import comment
from core.contributions.cursors import typed_id
from core.contributions.following import follow
from core.contributions.forms import CommentForm
from core.contributions.model import COMMENT, Contribution, Counts
from core.contributions.reactions import react
from core.contributions.spot import Spot, found_at, left_open, may, require, root_at
from core.contributions.threads import comments_of, load_comment
from core.forms import Bound, bind
from core.http import Answer, HttpProblem, NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.i18n import _
from core.text import Refused

VALUES = {"support": 1, "oppose": -1, "none": 0}


@get("/contributions/{contribution_id:int}/comment", action="contribution.act")
async def comment_form(visit: Visit, contribution_id: int) -> Answer:
    """A page for one comment or answer: the way without script."""
    spot, root = await root_at(visit, contribution_id)
    require(visit, spot, COMMENT)
    form = bind(CommentForm, initial={"parent": visit.query.get("parent", "")})
    return await _comment_page(visit, root, form)


@post("/contributions/{contribution_id:int}/comment", action="contribution.act")
async def send_comment(visit: Visit, contribution_id: int) -> Answer:
    spot, root = await root_at(visit, contribution_id)
    form = bind(CommentForm, await visit.body())
    decision = may(visit, spot, COMMENT)
    if isinstance(
        decision, Refusal
    ):  # it may have closed while this was written: what was typed is given back
        return await _comment_page(visit, root, form.refuse(decision.message), status=decision.reason.status)
    if not form.ok:
        return await _comment_page(visit, root, form, status=422)
    try:
        values = form.values
        new_id = await comment(
            place=spot.place,
            root_id=root.id,
            author=spot.person,
            text=values.text,
            parent_id=values.parent_id,
            official=values.official and visit.can("project.moderate", spot.place).allowed,
        )
    except Refused as refused:
        return await _comment_page(visit, root, form.refuse(refused), status=422)
    return await _after_comment(visit, root, new_id, decision)


@post("/contributions/{contribution_id:int}/react", action="contribution.act")
async def send_reaction(visit: Visit, contribution_id: int) -> Answer:
    spot, found = await found_at(visit, contribution_id)
    wanted = VALUES.get(str((await visit.body()).get("reaction", ["none"])[-1]), 0)
    verb = _verb(found, wanted)
    require(visit, spot, verb)
    limit = getattr(spot.place.here.settings, "limit", None) if found.kind != COMMENT else None
    try:
        counts = await react(
            place=spot.place, contribution_id=found.id, person=spot.person, value=wanted, limit=limit
        )
    except Refused as refused:
        return _reactions(visit, spot, found, found.counts, found.my_reaction, problem=refused)
    return _reactions(visit, spot, found, counts, wanted)


@post("/contributions/{contribution_id:int}/follow", action="contribution.act")
async def send_follow(visit: Visit, contribution_id: int) -> Redirect:
    spot, root = await root_at(visit, contribution_id)
    on = (await visit.body()).get("on", ["1"])[-1] != "0"
    try:
        await follow(contribution_id=root.id, activity_id=root.activity_id, person=spot.person, on=on)
    except Refused as refused:
        return redirect(root.url, toast=refused.message, done=False)
    said = _("We tell you when this is answered.") if on else _("You no longer follow this.")
    return redirect(root.url, toast=said)


async def _comment_page(
    visit: Visit, root: Contribution, form: Bound[CommentForm], status: int = 200
) -> Page:
    parent_id = typed_id(form["parent"].value)
    parent = await load_comment(comment_id=parent_id, viewer=visit.person) if parent_id else None
    parent = parent if parent is not None and parent.root_id == root.id else None
    return page(
        "contributions/comment.html", block="form", status=status, root=root, parent=parent, form=form
    )


async def _after_comment(visit: Visit, root: Contribution, new_id: int, decision: Decision) -> Answer:
    written = await load_comment(comment_id=new_id, viewer=visit.person)
    waits = written is not None and written.state == "waiting"
    said = (
        _("Thank you. A moderator reads it before it is shown.") if waits else _("Your comment is published.")
    )
    if visit.wants_fragment:
        thread = await comments_of(root_id=root.id, viewer=visit.person)
        return page(
            "contributions/thread.html",
            block="thread",
            root=root,
            thread=thread,
            may_comment=decision,
            said=said,
        )
    return redirect(root.url if waits else f"{root.url}#comment-{new_id}", toast=said)


def _verb(found: Contribution, wanted: int) -> str:
    """Reacting to a comment is part of the talk; taking back asks for what is taken back."""
    if found.kind == COMMENT:
        if wanted == -1:
            raise NotFound  # comments are supported or left alone
        return COMMENT
    return "oppose" if -1 in (wanted, found.my_reaction if wanted == 0 else wanted) else "support"


def _reactions(
    visit: Visit,
    spot: Spot,
    found: Contribution,
    counts: Counts,
    mine: int,
    *,
    problem: Refused | None = None,
) -> Answer:
    if not visit.wants_fragment:
        return redirect(found.url, toast=problem.message if problem else None, done=problem is None)
    return page(
        "contributions/reactions.html",
        block="reactions",
        status=422 if problem else 200,
        item=found,
        counts=counts,
        mine=mine,
        may_support=may(visit, spot, _verb(found, 1)).allowed,
        opposes=_knows_oppose(spot, found),
        may_oppose=_may_oppose(visit, spot, found),
        problem=problem.message if problem else None,
    )


def _knows_oppose(spot: Spot, found: Contribution) -> bool:
    return found.kind != COMMENT and f"{spot.owner}.oppose" in known_actions() and left_open(spot, "oppose")


def _may_oppose(visit: Visit, spot: Spot, found: Contribution) -> bool:
    if found.kind == COMMENT:
        return False
    try:
        return may(visit, spot, "oppose").allowed
    except HttpProblem:
        return False
