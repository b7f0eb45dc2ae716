"""Asking, answering, sharing, telling of an event; reporting and taking away."""

from datetime import datetime
from typing import Any

from academy.community.forms import AnswerForm, EventForm, ExampleForm, QuestionForm, ReportForm
from academy.community.members import Member
from academy.community.pages import post_page
from academy.community.posts import Written, circles, load_post, take_away, write_post
from academy.community.posts import report as report_post
from academy.community.room import JoinFirst, me_there, member_here, there
from academy.community.sharing import example_of, shareable
from core.sdk import (
    Answer,
    Bound,
    Localized,
    NotFound,
    Page,
    Redirect,
    Refused,
    Visit,
    _,
    begin_draft,
    bind,
    get,
    note,
    page,
    person_of,
    post,
    recipe_from_json,
    redirect,
)

_FORMS: dict[str, Any] = {"question": QuestionForm, "event": EventForm, "example": ExampleForm}
_ME = "/manage/community/me"


@get("/manage/community/new/{kind:str}", action="community.enter")
async def new(visit: Visit, kind: str) -> Answer:
    if await me_there(visit) is None:
        return _join()
    return await _page(kind, await _form(visit, kind))


@post("/manage/community/new/{kind:str}", action="community.enter")
async def make(visit: Visit, kind: str) -> Answer:
    form = await _form(visit, kind, sent=True)
    if not form.ok:
        return await _page(kind, form)
    try:
        me, written = await member_here(visit), await _written(visit, kind, form.values)
    except JoinFirst:
        return _join()
    except Refused as refused:
        form.refuse(refused)
        return await _page(kind, form)
    made = await there(lambda: write_post(by=me, written=written))
    if kind == "example":
        await note(
            action="community.share",
            subject="project",
            subject_id=int(form.values.project),
            details={},
            by=visit.person,
        )
    return redirect(
        f"/manage/community/posts/{made}", toast=_("Staff of all municipalities can read it now.")
    )


@post("/manage/community/posts/{post_id:int}/answer", action="community.enter")
async def answer(visit: Visit, post_id: int) -> Answer:
    form = bind(AnswerForm, await visit.body())
    me = await me_there(visit)
    if me is None:
        return _join()
    if not form.ok:
        return await post_page(visit, post_id, answer=form)
    written = Written(kind="answer", body=form.values.body, parent=post_id)
    if await there(lambda: write_post(by=me, written=written)) is None:
        raise NotFound
    return redirect(f"/manage/community/posts/{post_id}#answers", toast=_("Your answer stands there."))


@post("/manage/community/posts/{post_id:int}/report", action="community.enter")
async def report(visit: Visit, post_id: int) -> Answer:
    form = bind(ReportForm, await visit.body())
    me: Member | None = await me_there(visit)
    if me is None:
        return _join()
    if not form.ok:
        return await post_page(visit, post_id, report=form)
    await there(lambda: report_post(post_id=post_id, by=me, reason=form.values.reason))
    return redirect(f"/manage/community/posts/{post_id}", toast=_("Thank you. An expert looks at it."))


@post("/manage/community/posts/{post_id:int}/remove", action="community.enter")
async def remove(visit: Visit, post_id: int) -> Redirect:
    """One's own; an administrator what anybody here has written."""
    person = None if visit.can("community.leave").allowed else person_of(visit).id
    if not await there(lambda: take_away(post_id=post_id, tenant=visit.tenant.id, person=person)):
        raise NotFound
    return redirect("/manage/community", toast=_("Taken away."))


@post("/manage/community/posts/{post_id:int}/copy", action="community.share")
async def copy(visit: Visit, post_id: int) -> Redirect:
    """A draft built as the shared project is, from today."""
    found = await there(lambda: load_post(post_id))
    if found is None or "recipe" not in found["facts"]:
        raise NotFound
    recipe = recipe_from_json(found["facts"]["recipe"])
    made = await begin_draft(
        site=visit.site,
        titles=Localized.of(recipe.name),
        summaries=Localized.of(recipe.summary),
        contact_person=person_of(visit).id,
        recipe=recipe,
        first_day=visit.now.date(),
    )
    await note(
        action="community.copy",
        subject="project",
        subject_id=made,
        details={"post": post_id},
        by=visit.person,
    )
    return redirect(f"/manage/projects/{made}", toast=_("Copied. It is a draft: make it your own."))


async def _written(visit: Visit, kind: str, said: Any) -> Written:
    circle = int(said.circle) if said.circle else None
    if kind == "example":
        visit.require("community.share")
        return await example_of(site=visit.site, said=said, circle=circle)
    happens_at: datetime | None = getattr(said, "happens_at", None)
    facts = {"where": said.where} if kind == "event" else {}
    return Written(
        kind=kind, title=said.title, body=said.body, circle=circle, happens_at=happens_at, facts=facts
    )


async def _form(visit: Visit, kind: str, *, sent: bool = False) -> Bound[Any]:
    if kind not in _FORMS:
        raise NotFound
    options: dict[str, Any] = {
        "circle": [("", _("None")), *((str(each["id"]), each["name"]) for each in await there(circles))]
    }
    if kind == "example":
        visit.require("community.share")
        options["project"] = await shareable()
    return bind(_FORMS[kind], await visit.body() if sent else None, options=options)


async def _page(kind: str, form: Bound[Any]) -> Page:
    return page("community/new.html", status=422 if form.sent else 200, kind=kind, form=form)


def _join() -> Redirect:
    return redirect(_ME, toast=_("Say first by which name others shall see you."), done=False)
