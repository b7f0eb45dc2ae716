"""Pages where residents write: a new idea, drafts, changing and withdrawing one's own."""

from core.sdk import (
    Answer,
    Contribution,
    NotFound,
    Page,
    Person,
    Place,
    Refusal,
    Refused,
    State,
    Visit,
    _,
    drafts_of,
    get,
    load,
    load_form,
    page,
    post,
    redirect,
    similar,
    topics,
    withdraw,
)
from plugins.ideas.browse import IDEA, about
from plugins.ideas.forms import Form, idea_form
from plugins.ideas.writing import change_idea, publish_idea, write_idea

BIGGEST = 75_000_000  # a picture and three documents, as large as each may be


@get("/new", action="ideas.submit", at="activity")
async def new_idea(visit: Visit, place: Place) -> Answer:
    return _page(visit, place, await _form(visit, place))


# Whoever may read may press 'send': a refusal must not cost the person what was written, so it is decided in here.
@post("/new", action="ideas.view", at="activity", max_body=BIGGEST)
async def send_new(visit: Visit, place: Place) -> Answer:
    step = await _step(visit)
    if step == "similar":
        return await _with_similar(visit, place, await _form(visit, place, sent=True, draft=True))
    if visit.person is None:
        return _page(visit, place, await _form(visit, place, sent=True, draft=True), status=401)
    closed = not visit.can("ideas.submit")
    draft = step == "draft" or closed
    form = await _form(visit, place, sent=True, draft=draft)
    if not form.ok:
        return _page(visit, place, form, status=422)
    try:
        new_id = await write_idea(place=place, author=visit.person, form=form, draft=draft)
    except Refused as refused:
        form.own.refuse(refused)
        return _page(visit, place, form, status=422)
    return await _sent(visit, place, new_id, draft=draft, closed=closed)


@get("/drafts", action="account.own", at="activity")
async def show_drafts(visit: Visit, place: Place) -> Answer:
    found = await drafts_of(activity_id=place.here.id, kind=IDEA, person=_person(visit))
    return page("ideas/drafts.html", drafts=found, **about(place))


@get("/{idea_id:int}/edit", action="account.own", at="activity")
async def edit_idea(visit: Visit, place: Place, idea_id: int) -> Answer:
    idea = await _own(visit, place, idea_id)
    return _page(visit, place, await _form(visit, place, kept=idea), idea=idea)


@post("/{idea_id:int}/edit", action="account.own", at="activity", max_body=BIGGEST)
async def send_edit(visit: Visit, place: Place, idea_id: int) -> Answer:
    idea = await _own(visit, place, idea_id)
    step = await _step(visit)
    is_draft = idea.state is State.DRAFT
    decision = visit.can("ideas.submit")
    closed = is_draft and not decision
    draft = is_draft and (step == "draft" or closed)
    form = await _form(visit, place, sent=True, kept=idea, draft=draft)
    if not is_draft and isinstance(decision, Refusal):
        form.own.refuse(decision.message)
    if not form.ok:
        return _page(visit, place, form, idea=idea, status=422)
    try:
        await change_idea(place=place, author=_person(visit), kept=idea, form=form)
        if is_draft and not draft:
            await publish_idea(place=place, author=_person(visit), idea=await _own(visit, place, idea_id))
    except Refused as refused:
        form.own.refuse(refused)
        return _page(visit, place, form, idea=idea, status=422)
    return await _sent(visit, place, idea_id, draft=draft, closed=closed, new=is_draft)


@get("/{idea_id:int}/withdraw", action="account.own", at="activity")
async def ask_withdraw(visit: Visit, place: Place, idea_id: int) -> Answer:
    return page("ideas/withdraw.html", idea=await _own(visit, place, idea_id), **about(place))


@post("/{idea_id:int}/withdraw", action="account.own", at="activity")
async def send_withdraw(visit: Visit, place: Place, idea_id: int) -> Answer:
    idea = await _own(visit, place, idea_id)
    await withdraw(place=place, contribution_id=idea_id, author=_person(visit))
    gone = (
        _("The draft is deleted.")
        if idea.state is State.DRAFT
        else _("It is taken back. Nobody sees it any more.")
    )
    return redirect(place.url, toast=gone)


async def _form(
    visit: Visit, place: Place, *, sent: bool = False, kept: Contribution | None = None, draft: bool = False
) -> Form:
    return idea_form(
        place=place,
        site=visit.site,
        topics=await topics(),
        built=await load_form(place.here.form_id),
        raw=await visit.body() if sent else None,
        kept=kept,
        draft=draft,
    )


def _page(
    visit: Visit, place: Place, form: Form, *, idea: Contribution | None = None, status: int = 200
) -> Page:
    decision = visit.can("ideas.submit")
    is_draft = idea is None or idea.state is State.DRAFT
    return page(
        "ideas/form.html",
        status=status,
        form=form,
        whole=form.whole,
        idea=idea,
        is_draft=is_draft,
        refusal=None if decision or not is_draft else decision,
        similar=(),
        **about(place),
    )


async def _with_similar(visit: Visit, place: Place, form: Form) -> Page:
    """Without script: the same form again, with what is similar above it."""
    text = f"{form.own['title'].value} {form.own['body'].value}"[:2_000]
    found = await similar(activity_id=place.here.id, kind=IDEA, text=text, size=4, viewer=visit.person)
    answer = _page(visit, place, form)
    answer.context["similar"] = found
    answer.context["looked"] = True
    return answer


async def _sent(
    visit: Visit, place: Place, idea_id: int, *, draft: bool, closed: bool, new: bool = True
) -> Answer:
    if closed:
        kept = _("This closed while you were writing. What you wrote is kept as a draft.")
        return redirect(f"{place.url}/{idea_id}/edit", toast=kept)
    if draft:
        return redirect(f"{place.url}/{idea_id}/edit", toast=_("The draft is saved. Only you can see it."))
    idea = await load(contribution_id=idea_id, activity_id=place.here.id, viewer=visit.person)
    if idea is not None and idea.state is State.WAITING:
        waits = _("Thank you! A moderator looks at it before it is published.")
        return redirect(f"{place.url}/{idea_id}", toast=waits)
    said = _("Thank you! It is published.") if new else _("It is changed.")
    return redirect(f"{place.url}/{idea_id}", toast=said)


async def _own(visit: Visit, place: Place, idea_id: int) -> Contribution:
    idea = await load(contribution_id=idea_id, activity_id=place.here.id, viewer=visit.person)
    writable = (State.DRAFT, State.WAITING, State.PUBLISHED)
    if idea is None or idea.kind != IDEA or not idea.mine or idea.state not in writable:
        raise NotFound
    return idea


async def _step(visit: Visit) -> str:
    sent = (await visit.body()).get("step", [""])[-1]
    return sent if isinstance(sent, str) else ""


def _person(visit: Visit) -> Person:
    if visit.person is None:  # the route's action lets nobody in without one
        raise NotFound
    return visit.person
