"""How a response is packed for counting: every closed answer a number of two bytes, every number or date eight.

`answers` is the truth; `codes` and `numbers` are made from it when it is kept. The order follows from the version, which never
changes once it is published, so fifty thousand responses are counted by reading two columns as arrays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import nan
from typing import Any

import numpy as np

from plugins.survey.model import Answers, Question, QuestionKind, Questionnaire

OTHER = "other"
NOT_CHOSEN, CHOSEN = 1, 2
CODE = np.dtype("<u2")
NUMBER = np.dtype("<f8")
_EACH_OPTION = frozenset({QuestionKind.SEVERAL_CHOICES, QuestionKind.IMAGE_CHOICE, QuestionKind.RANKING})
_STEPS = frozenset({QuestionKind.SCALE, QuestionKind.RATING, QuestionKind.SENTIMENT})
MEASURED = frozenset({QuestionKind.NUMBER, QuestionKind.DATE})


@dataclass(frozen=True, slots=True)
class Slots:
    """Where the parts of one question stand. `parts`: an option, a row, or one empty key for the question as a whole."""

    question: Question
    first: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    codes: tuple[Slots, ...]
    measured: tuple[Question, ...]

    @property
    def width(self) -> int:
        return sum(len(slots.parts) for slots in self.codes)

    def slots(self, key: str) -> Slots | None:
        return next((slots for slots in self.codes if slots.question.key == key), None)


def layout_of(questionnaire: Questionnaire) -> Layout:
    found, at = [], 0
    for question in questionnaire.asked:
        parts = _parts(question)
        found.append(Slots(question, at, parts))
        at += len(parts)
    return Layout(tuple(found), tuple(q for q in questionnaire.asked if q.kind in MEASURED))


def choices(question: Question) -> tuple[str, ...]:
    """The keys that an answer may hold, in order: options, and `other` where it is offered."""
    if question.kind is QuestionKind.YES_NO:
        return ("yes", "no")
    if question.kind in _STEPS:
        return tuple(str(step) for step in question.steps)
    return (*(option.key for option in question.options), *([OTHER] if question.other else []))


def pack(layout: Layout, answers: Answers) -> tuple[bytes, bytes]:
    """The codes and the numbers of one response."""
    codes = [code for slots in layout.codes for code in _codes(slots, answers.get(slots.question.key))]
    numbers = [_number(question, answers.get(question.key)) for question in layout.measured]
    return np.array(codes, CODE).tobytes(), np.array(numbers, NUMBER).tobytes()


def _parts(question: Question) -> tuple[str, ...]:
    if question.kind in _EACH_OPTION:
        return choices(question)
    if question.kind is QuestionKind.MATRIX:
        return tuple(row.key for row in question.rows)
    return ("",)


def _codes(slots: Slots, answer: Any) -> Iterator[int]:
    question = slots.question
    if answer is None:
        yield from (0 for _part in slots.parts)
    elif question.kind is QuestionKind.RANKING:
        yield from (answer.index(part) + 1 if part in answer else 0 for part in slots.parts)
    elif question.kind in _EACH_OPTION:
        chosen = {*answer.get("keys", ()), *([OTHER] if answer.get(OTHER) else [])}
        yield from (CHOSEN if part in chosen else NOT_CHOSEN for part in slots.parts)
    elif question.kind is QuestionKind.MATRIX:
        yield from (_place(choices(question), answer.get(part)) for part in slots.parts)
    else:
        yield _whole(question, answer)


def _whole(question: Question, answer: Any) -> int:
    """A question that has one slot. What cannot be counted is only answered (1) or not (0)."""
    if question.kind is QuestionKind.YES_NO:
        return 1 if answer else 2
    if question.kind is QuestionKind.SENTIMENT:
        return _place(choices(question), str(answer.get("value")))
    if question.kind in _STEPS:
        return _place(choices(question), str(answer))
    if question.kind is QuestionKind.ONE_CHOICE:
        return _place(choices(question), OTHER if isinstance(answer, dict) else answer)
    return 1


def _place(keys: tuple[str, ...], key: str | None) -> int:
    return keys.index(key) + 1 if key in keys else 0


def _number(question: Question, answer: Any) -> float:
    if answer is None:
        return nan
    if question.kind is QuestionKind.DATE:
        return float(date.fromisoformat(answer).toordinal())
    return float(answer)
