"""What is new, one post with its answers, the groups."""

from typing import Any

from academy.community.forms import AnswerForm, GroupForm, ReportForm
from academy.community.posts import KINDS, Wish, answers_to, begin_circle, circles, load_post, posts
from academy.community.room import me_there, there
from academy.community.words import KINDS as KIND_NAMES
from academy.community.words import SIZES
from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Visit,
    _,
    bind,
    get,
    name_of_method,
    page,
    person_of,
    post,
    redirect,
)


@get("/manage/community", action="community.enter")
async def listed(visit: Visit) -> Answer:
    kind = visit.query.get("kind", "")
    wish = Wish(kind=kind if kind in KINDS else "", circle=_number(visit.query.get("group", "")))
    return page(
        "community/list.html",
        posts=await there(lambda: posts(wish=wish)),
        groups=await there(circles),
        wish=wish,
        kinds=KIND_NAMES,
        me=await me_there(visit),
    )


@get("/manage/community/posts/{post_id:int}", action="community.enter")
async def show(visit: Visit, post_id: int) -> Answer:
    return await post_page(visit, post_id)


@get("/manage/community/groups", action="community.enter")
async def groups(_visit: Visit) -> Answer:
    return page("community/groups.html", groups=await there(circles), form=bind(GroupForm))


@post("/manage/community/groups", action="community.enter")
async def begin(visit: Visit) -> Answer:
    form = bind(GroupForm, await visit.body())
    if await me_there(visit) is None:
        return redirect(
            "/manage/community/me", toast=_("Say first by which name others shall see you."), done=False
        )
    if form.ok:
        said = form.values
        made = await there(lambda: begin_circle(name=said.name, about=said.about, tenant=visit.tenant.id))
        return redirect(
            "/manage/community/groups",
            toast=_("The group is there.") if made else _("There is a group of this name already."),
            done=made,
        )
    return page("community/groups.html", status=422, groups=await there(circles), form=form)


async def post_page(
    visit: Visit, post_id: int, *, answer: Bound[Any] | None = None, report: Bound[Any] | None = None
) -> Answer:
    found = await there(lambda: load_post(post_id))
    if found is None:
        raise NotFound
    return page(
        "community/post.html",
        status=422 if answer or report else 200,
        found=found,
        answers=await there(lambda: answers_to(post_id)),
        methods=[name_of_method(each) for each in found["facts"].get("methods", [])],
        kinds=KIND_NAMES,
        sizes=SIZES,
        me=await me_there(visit),
        my_id=person_of(visit).id,
        answer=answer or bind(AnswerForm),
        report=report or bind(ReportForm),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None  # noqa: PLR2004 - a bigint
