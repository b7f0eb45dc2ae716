"""The desk where staff answer questions."""

from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Page,
    Place,
    Refused,
    Visit,
    _,
    bind,
    get,
    load,
    page,
    post,
    redirect,
)
from plugins.information.common import about, person_of
from plugins.information.forms import OwnQuestionForm, QuestionAnswerForm
from plugins.information.questions import (
    QUESTION,
    add_own,
    answer_question,
    answers_to,
    question_page,
    unanswered,
)


@get("/manage/questions", action="information.answer", at="activity")
async def show_questions(visit: Visit, place: Place) -> Answer:
    found = await question_page(
        activity_id=place.here.id, viewer=visit.person, cursor=visit.query.get("cursor", "")
    )
    return page(
        "information/manage_questions.html",
        waiting=await unanswered(activity_id=place.here.id),
        questions=found,
        answers=await answers_to(found.items),
        **about(place),
    )


@get("/manage/questions/new", action="information.answer", at="activity")
async def new_question(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    return page("information/question_form.html", form=bind(OwnQuestionForm), question=None, **about(place))


@post("/manage/questions/new", action="information.answer", at="activity")
async def add_question(visit: Visit, place: Place) -> Answer:
    form = bind(OwnQuestionForm, await visit.body())
    if not form.ok:
        return page("information/question_form.html", status=422, form=form, question=None, **about(place))
    await add_own(place=place, by=person_of(visit), title=form.values.title, html=form.values.answer)
    return redirect(f"{place.url}/manage/questions", toast=_("The question and its answer are published."))


@get("/manage/questions/{question_id:int}", action="information.answer", at="activity")
async def answer_form(visit: Visit, place: Place, question_id: int) -> Answer:
    found = await load(contribution_id=question_id, activity_id=place.here.id, viewer=visit.person)
    kept = [each.html for each in found.official_answers if each.html] if found else []
    return await _page(
        visit, place, question_id, bind(QuestionAnswerForm, initial={"answer": kept[-1] if kept else ""})
    )


@post("/manage/questions/{question_id:int}", action="information.answer", at="activity")
async def send_answer(visit: Visit, place: Place, question_id: int) -> Answer:
    form = bind(QuestionAnswerForm, await visit.body())
    if not form.ok:
        return await _page(visit, place, question_id, form, 422)
    await _page(visit, place, question_id, form)  # not here: 404
    try:
        await answer_question(
            place=place, question_id=question_id, by=person_of(visit), html=form.values.answer
        )
    except Refused as refused:
        return await _page(visit, place, question_id, form.refuse(refused), 422)
    return redirect(f"{place.url}/manage/questions", toast=_("The answer is published."))


async def _page(
    visit: Visit, place: Place, question_id: int, form: Bound[QuestionAnswerForm], status: int = 200
) -> Page:
    found = await load(contribution_id=question_id, activity_id=place.here.id, viewer=visit.person)
    if found is None or found.kind != QUESTION:
        raise NotFound
    return page("information/question_form.html", status=status, form=form, question=found, **about(place))
