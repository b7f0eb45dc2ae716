"""Asking, and a question's own page."""

from core.sdk import (
    Answer,
    Bound,
    Contribution,
    Page,
    Place,
    Refused,
    State,
    Visit,
    _,
    bind,
    comments_of,
    get,
    load,
    page,
    post,
    redirect,
)
from plugins.information.common import about, decision, person_of, switched_on
from plugins.information.forms import QuestionForm
from plugins.information.questions import ask


@get("/ask", action="information.ask", at="activity")
async def ask_form(visit: Visit, place: Place) -> Answer:
    switched_on(place, "information.ask")
    return _page(visit, place, bind(QuestionForm))


# Whoever may read may press 'send': a refusal must not cost the person what was written, so it is decided in here.
@post("/ask", action="information.view", at="activity")
async def send_question(visit: Visit, place: Place) -> Answer:
    switched_on(place, "information.ask")
    form = bind(QuestionForm, await visit.body())
    if not visit.can("information.ask"):
        return _page(visit, place, form, status=403 if visit.person else 401)
    if not form.ok:
        return _page(visit, place, form, status=422)
    given = form.values
    try:
        new_id = await ask(
            place=place,
            author=person_of(visit),
            title=given.title,
            text=given.text,
            anonymous=given.anonymous,
        )
    except Refused as refused:
        return _page(visit, place, form.refuse(refused), status=422)
    found = await load(contribution_id=new_id, activity_id=place.here.id, viewer=visit.person)
    waits = found is not None and found.state is State.WAITING
    said = (
        _("Thank you! A moderator looks at it before it is published.")
        if waits
        else _("Thank you! Your question is published. We tell you when it is answered.")
    )
    return redirect(f"{place.url}/{new_id}", toast=said)


def _page(visit: Visit, place: Place, form: Bound[QuestionForm], status: int = 200) -> Page:
    kept = about(place)
    if not kept["chosen"].anonymous:
        form.fields[:] = [field for field in form.fields if field.key != "anonymous"]
    may = visit.can("information.ask")
    return page("information/ask.html", status=status, form=form, refusal=None if may else may, **kept)


async def question_shown(visit: Visit, place: Place, question: Contribution) -> Page:
    thread = await comments_of(
        root_id=question.id, viewer=visit.person, cursor=visit.query.get("comments", "")
    )
    return page(
        "information/question.html",
        question=question,
        thread=thread,
        may_comment=decision(visit, place, "information.comment"),
        may_support=visit.can("information.support"),
        **about(place),
    )
