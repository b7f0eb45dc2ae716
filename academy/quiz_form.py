"""A quiz as a form of the house: a choice for each question."""

from dataclasses import dataclass
from typing import Any

from academy.loading import Question, Quiz
from core.sdk import Bound, BoundField, Choice, Choices, Raw, _


@dataclass(frozen=True)
class Checked:
    """One question with what was answered."""

    question: Question
    chosen: frozenset[str]

    @property
    def right(self) -> bool:
        return self.chosen == self.question.right


def quiz_form(quiz: Quiz, raw: Raw | None = None) -> Bound[Any]:
    """With what was typed and what is wrong with it, where `raw` is given."""
    fields = [_field(number, each) for number, each in enumerate(quiz.questions, 1)]
    bound: Bound[Any] = Bound(fields, raw=raw)
    if raw is not None:
        for each in fields:
            each.read(raw)
    return bound


def answers_in(form: Bound[Any]) -> dict[str, frozenset[str]]:
    """What was chosen, by question."""
    return {each.key: _chosen(each.value) for each in form.fields}


def checked(quiz: Quiz, form: Bound[Any]) -> list[Checked]:
    answers = answers_in(form)
    return [Checked(each, answers.get(each.id, frozenset())) for each in quiz.questions]


def _field(number: int, question: Question) -> BoundField:
    options = tuple((each.id, each.text) for each in question.options)
    label = _("{number}. {question}").format(number=number, question=question.text)
    kind: Choice | Choices
    if question.several:
        kind = Choices(label=label, help=_("Several may be right. Choose all of them."), options=options)
    else:
        kind = Choice(label=label, options=options)
    return BoundField(kind, question.id, prefix="quiz", required=True)


def _chosen(value: Any) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value or ()) - {""}
