"""Experts look after the community: what was reported, what is hidden, with the reason."""

from typing import Annotated

import msgspec

from academy.community.desk.looking import hidden_posts, hide, reported, settle, show
from core.sdk import Answer, NotFound, Redirect, ShortText, Visit, _, bind, get, note, page, post, redirect

_HOME = "/desk-community"


class HideForm(msgspec.Struct, kw_only=True):
    why: Annotated[
        str, ShortText(label=_("Why it is hidden"), help=_("Its writer's place can read it."), max=300)
    ]


@get("/desk-community", action="platform.support", at="platform")
async def listed(_visit: Visit) -> Answer:
    return page(
        "commons/reports.html", reports=await reported(), hidden=await hidden_posts(), form=bind(HideForm)
    )


@post("/desk-community/{post_id:int}/hide", action="platform.support", at="platform")
async def hide_it(visit: Visit, post_id: int) -> Answer:
    form = bind(HideForm, await visit.body())
    if not form.ok:
        return page(
            "commons/reports.html",
            status=422,
            reports=await reported(),
            hidden=await hidden_posts(),
            form=form,
        )
    if not await hide(post_id=post_id, why=form.values.why):
        raise NotFound
    await note(
        action="commons.hide",
        subject="post",
        subject_id=post_id,
        details={"why": form.values.why},
        by=visit.person,
    )
    return redirect(_HOME, toast=_("Hidden."))


@post("/desk-community/{post_id:int}/show", action="platform.support", at="platform")
async def show_it(visit: Visit, post_id: int) -> Redirect:
    if not await show(post_id=post_id):
        raise NotFound
    await note(action="commons.show", subject="post", subject_id=post_id, details={}, by=visit.person)
    return redirect(_HOME, toast=_("Shown again."))


@post("/desk-community/{post_id:int}/settle", action="platform.support", at="platform")
async def leave_it(visit: Visit, post_id: int) -> Redirect:
    await settle(post_id=post_id)
    await note(action="commons.settle", subject="post", subject_id=post_id, details={}, by=visit.person)
    return redirect(_HOME, toast=_("Left as it is."))
