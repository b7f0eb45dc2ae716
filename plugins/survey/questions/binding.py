"""A page of questions as it meets a person."""

import random
from collections.abc import Collection, Sequence
from typing import Any

from core.sdk import Bound, BoundField, Field, Localized, Person, Purpose, Raw, Shape, Upload, keep_upload
from plugins.survey.logic import applies
from plugins.survey.model import (
    OPEN,
    Answers,
    Condition,
    Option,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
)
from plugins.survey.questions.choices import choice_field
from plugins.survey.questions.files import special_field
from plugins.survey.questions.information import Information
from plugins.survey.questions.scales import scale_field
from plugins.survey.questions.tables_of_choices import table_field
from plugins.survey.questions.texts import text_field

PREFIX = "a"  # inputs are named a.q7, a.q7.other, …
_TYPED = OPEN | {QuestionKind.NUMBER, QuestionKind.DATE}
_SCALES = frozenset({QuestionKind.SCALE, QuestionKind.RATING, QuestionKind.SENTIMENT})
_TABLES = frozenset({QuestionKind.MATRIX, QuestionKind.RANKING})
_SPECIAL = frozenset({QuestionKind.FILE, QuestionKind.PLACE})


class BoundQuestion(BoundField):
    """A field that knows its question. `when`: what the script asks of other questions on the same page."""

    def __init__(self, question: Question, field: Field, here: Collection[str]) -> None:
        super().__init__(field, question.key, prefix=PREFIX, required=question.required)
        self.question = question
        self.when = _for_script(question.show_if, here)


def bind_page(
    questionnaire: Questionnaire,
    page: Page,
    raw: Raw | None = None,
    *,
    answers: Answers,
    seed: int = 0,
    full: Collection[str] = (),
) -> Bound[Answers]:
    """`answers`: given so far. `seed`: of the random order, one for each person. `full`: keys of options with no room."""
    before = _answers_before(questionnaire, page, answers)
    return bind_questions(page.questions, raw, answers=answers, before=before, seed=seed, full=full)


def bind_questions(
    questions: Sequence[Question],
    raw: Raw | None = None,
    *,
    answers: Answers,
    before: Answers | None = None,
    seed: int = 0,
    full: Collection[str] = (),
) -> Bound[Answers]:
    """`before`: answers that conditions may ask about. Questions that they hide for certain are left out."""
    so_far = dict(before or {})
    here = {question.key for question in questions if question.asked}
    fields = [
        _bound(question, answers, here, seed, frozenset(full))
        for question in questions
        if applies(question, so_far) or _waits_for(question, here)
    ]
    form: Bound[Answers] = Bound(list(fields), raw=raw)
    if raw is not None:
        _read(form, raw, so_far)
    return form


async def keep_files(form: Bound[Answers], *, owner: Person | None) -> Answers:
    """The values, with the files that came along stored. Raises refusals of `keep_upload`."""
    values = dict(form.values)
    for key, answer in values.items():
        if isinstance(answer, Upload):
            ref = await keep_upload(answer, purpose=Purpose.DOCUMENT, owner=owner, public=False)
            values[key] = [ref.entry()]
    return values


def _answers_before(questionnaire: Questionnaire, page: Page, answers: Answers) -> Answers:
    earlier: set[str] = set()
    for each in questionnaire.pages:
        if each.key == page.key:
            break
        earlier |= {question.key for question in each.questions}
    return {key: answer for key, answer in answers.items() if key in earlier}


def _read(form: Bound[Answers], raw: Raw, so_far: Answers) -> None:
    """In order, so that what is hidden by an answer above it is neither read nor missed."""
    values: Answers = {}
    for field in form.fields:
        if not isinstance(field, BoundQuestion) or not field.question.asked:
            continue
        if not applies(field.question, so_far):
            continue
        answer = _plain(field.read(raw), field)
        if field.error is None and answer is not None:
            values[field.key] = so_far[field.key] = answer
    if form.ok:
        form.settle(values)


def _plain(answer: Any, field: BoundQuestion) -> Any:
    if isinstance(answer, Shape):
        return {"geometry": answer.geometry, "words": answer.words}
    if answer is None and field.kind == "file" and field.kept and not field.removed:
        return field.kept
    return answer


def _bound(
    question: Question, answers: Answers, here: Collection[str], seed: int, full: frozenset[str]
) -> BoundQuestion:
    bound = BoundQuestion(question, _field_of(question, seed, full), here)
    if question.key in answers:
        kept = answers[question.key]
        is_place = question.kind is QuestionKind.PLACE and isinstance(kept, dict)
        bound.keep(Shape(**kept) if is_place else kept)
    return bound


def _field_of(question: Question, seed: int, full: frozenset[str]) -> Field:
    about: dict[str, Any] = {
        "label": Localized(question.label),
        "help": Localized(question.help),
        "required": question.required,
    }
    if question.kind in _TYPED:
        return text_field(question, about)
    if question.kind in _SCALES:
        return scale_field(question, about)
    if question.kind in _TABLES:
        return table_field(question, about, _in_order(question, seed))
    if question.kind in _SPECIAL:
        return special_field(question, about)
    if question.kind is QuestionKind.INFORMATION:
        return Information(**about)
    return choice_field(question, about, _in_order(question, seed), full)


def _in_order(question: Question, seed: int) -> tuple[Option, ...]:
    if not question.shuffle:
        return question.options
    mixed = list(question.options)
    random.Random(f"{seed}.{question.key}").shuffle(mixed)  # noqa: S311 - an order to read in, no secret
    return tuple(mixed)


def _waits_for(question: Question, here: Collection[str]) -> bool:
    """Depends on an answer on this very page: it is drawn, and the script or the server decides."""
    return question.show_if is not None and any(test.question in here for test in question.show_if.tests)


def _for_script(condition: Condition | None, here: Collection[str]) -> dict[str, Any] | None:
    """The condition for the script, where all of it is about this page; else the server alone decides."""
    if (
        condition is None
        or not condition.tests
        or not {test.question for test in condition.tests} <= set(here)
    ):
        return None
    return {
        "match": condition.match.value,
        "tests": [
            {"field": f"{PREFIX}.{test.question}", "op": test.op.value, "value": test.value}
            for test in condition.tests
        ],
    }
