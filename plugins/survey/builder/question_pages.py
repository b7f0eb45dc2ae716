"""One question: choose its kind, write it, change it, move, duplicate, remove."""

import msgspec

from core.sdk import (
    Answer,
    NotFound,
    Page,
    Place,
    Refused,
    Visit,
    _,
    get,
    page,
    person_of,
    post,
    redirect,
    steps_of,
)
from plugins.survey.builder import editing
from plugins.survey.builder.asking import at_hand, edited, options_from, question_at, said
from plugins.survey.builder.forms import QuestionBound, bind_question, question_of
from plugins.survey.builder.kinds import GROUPS, NAMES
from plugins.survey.builder.pages import ACTION, base_of
from plugins.survey.model import Question, QuestionKind, Questionnaire
from plugins.survey.versions import Version

BIGGEST = 60_000_000  # several pictures at once


@get("/manage/questions/new", action=ACTION, at="activity")
async def choose_kind(visit: Visit, place: Place) -> Answer:
    wanted = visit.query.get("page", "")[:20]
    return page(
        "survey/builder/kinds.html",
        groups=GROUPS,
        names=NAMES,
        wanted=wanted,
        base=base_of(place),
        place=place,
    )


@get("/manage/questions/new/{kind:str}", action=ACTION, at="activity")
async def show_new(visit: Visit, place: Place, kind: str) -> Answer:
    version = await at_hand(place)
    state = version.state if version else ""
    bound = bind_question(_kind(kind), None, None, locales=visit.site.languages, version=state)
    return _form_page(visit, place, _kind(kind), bound)


@post("/manage/questions/new/{kind:str}", action=ACTION, at="activity", max_body=BIGGEST)
async def send_new(visit: Visit, place: Place, kind: str) -> Answer:
    chosen = _kind(kind)
    bound = bind_question(chosen, None, await visit.body(), locales=visit.site.languages, version="")
    if not bound.form.ok:
        return _form_page(visit, place, chosen, bound, status=422)
    wanted = visit.query.get("page", "")[:20]
    try:
        question = await _written(visit, chosen, bound, None)
        version = await edited(visit, place, lambda form: _added(form, question, wanted))
    except Refused as refused:
        bound.form.refuse(refused)
        return _form_page(visit, place, chosen, bound, status=422)
    added = f"q{version.questionnaire.made}" if not question.options and not question.rows else ""
    return redirect(f"{base_of(place)}#{added or wanted}", toast=said(version, _("The question is added.")))


@get("/manage/questions/{key:str}", action=ACTION, at="activity")
async def show_question(visit: Visit, place: Place, key: str) -> Answer:
    version, question = await question_at(place, key)
    languages = visit.site.languages
    bound = bind_question(question.kind, question, None, locales=languages, version=version.state)
    return _form_page(visit, place, question.kind, bound, question=question, version=version)


@post("/manage/questions/{key:str}", action=ACTION, at="activity", max_body=BIGGEST)
async def send_question(visit: Visit, place: Place, key: str) -> Answer:
    version, question = await question_at(place, key)
    raw = await visit.body()
    languages = visit.site.languages
    bound = bind_question(question.kind, question, raw, locales=languages, version=version.state)
    if not bound.form.ok:
        return _form_page(visit, place, question.kind, bound, status=422, question=question, version=version)
    try:
        written = await _written(visit, question.kind, bound, question)
        changed = await edited(
            visit,
            place,
            lambda form: _changed(form, written, version),
            sent=bound.form.values.version,
        )
    except Refused as refused:
        bound.form.refuse(refused)
        return _form_page(visit, place, question.kind, bound, status=422, question=question, version=version)
    return redirect(f"{base_of(place)}#{key}", toast=said(changed, _("Saved.")))


@post("/manage/questions/{key:str}/move", action=ACTION, at="activity")
async def send_move(visit: Visit, place: Place, key: str) -> Answer:
    steps = await steps_of(visit)
    version = await edited(visit, place, lambda form: editing.move_question(form, key, steps))
    return redirect(f"{base_of(place)}#{key}", toast=said(version, _("The question is moved.")))


@post("/manage/questions/{key:str}/duplicate", action=ACTION, at="activity")
async def send_duplicate(visit: Visit, place: Place, key: str) -> Answer:
    version = await edited(visit, place, lambda form: editing.duplicate_question(form, key))
    return redirect(f"{base_of(place)}#{key}", toast=said(version, _("The copy stands right below.")))


@post("/manage/questions/{key:str}/remove", action=ACTION, at="activity")
async def send_remove(visit: Visit, place: Place, key: str) -> Answer:
    """Answers that were given stay with their version."""
    await question_at(place, key)
    version = await edited(visit, place, lambda form: editing.without_question(form, key))
    return redirect(base_of(place), toast=said(version, _("The question is removed.")))


async def _written(
    visit: Visit, kind: QuestionKind, bound: QuestionBound, before: Question | None
) -> Question:
    question = question_of(kind, bound.form.values, before)
    owner = person_of(visit)
    lists = {name: await options_from(each, owner=owner) for name, each in bound.lists.items()}
    return msgspec.structs.replace(question, **lists)


def _added(form: Questionnaire, question: Question, wanted: str) -> Questionnaire:
    form, own = editing.fresh(form, question)
    return editing.with_question(form, own, wanted)


def _changed(form: Questionnaire, written: Question, version: Version) -> Questionnaire:
    """With keys for what is new. A scale whose ends move after people have answered is another question: it gets a new key."""
    before = form.question(written.key)
    form, filled = editing.fill_keys(form, written)
    if before and before.steps != filled.steps and (version.answered or version.number > 1):
        made = editing.last_made(form) + 1
        key = f"q{made}"
        form = msgspec.structs.replace(form, made=made)
        return editing.change_question(
            form, written.key, lambda _old: msgspec.structs.replace(filled, key=key)
        )
    return editing.change_question(form, written.key, lambda _old: filled)


def _kind(kind: str) -> QuestionKind:
    try:
        return QuestionKind(kind)
    except ValueError:
        raise NotFound from None


def _form_page(
    visit: Visit,
    place: Place,
    kind: QuestionKind,
    bound: QuestionBound,
    *,
    status: int = 200,
    question: Question | None = None,
    version: Version | None = None,
) -> Page:
    return page(
        "survey/builder/question.html",
        status=status,
        bound=bound,
        kind_name=NAMES[kind][0],
        kind=kind.value,
        question=question,
        version=version,
        wanted=visit.query.get("page", "")[:20],
        base=base_of(place),
        place=place,
    )
