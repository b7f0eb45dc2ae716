"""How an invented person answers: by the weights that stand beside each question, drawn the same every time."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from plugins.survey.logic import kept_answers
from plugins.survey.model import OPEN, Answers, Question, QuestionKind, Questionnaire
from plugins.survey.results.layout import choices

_SKIPS = 0.04  # of the questions that need no answer
_WRITES = 0.22  # of those who come to a text
_FIRST_DAY = date(2026, 1, 1)


def answers_of_one(
    form: Questionnaire, hints: Sequence[Mapping[str, Any]], drawn: random.Random, language: str
) -> Answers:
    """`hints`: what stands beside each question in the file, in the same order as the questions."""
    answers: Answers = {}
    for question, hint in zip(form.questions, hints, strict=True):
        if question.required or drawn.random() > _SKIPS:
            answer = _answer(question, hint, drawn, language)
            if answer is not None:
                answers[question.key] = answer
    return kept_answers(form, answers)


def _answer(question: Question, hint: Mapping[str, Any], drawn: random.Random, language: str) -> Any:
    keys = list(choices(question))
    weights = list(hint.get("weights", ()))[: len(keys)]
    weights += [sum(weights) / max(len(weights), 1) / 6 or 1] * (len(keys) - len(weights))
    kind = question.kind
    if kind in OPEN:
        return _words(hint, drawn, language)
    if kind is QuestionKind.NUMBER:
        middle, spread = hint.get("around", (10, 4))
        most = question.most if question.most is not None else 10_000
        return min(max(round(drawn.gauss(middle, spread)), int(question.least or 0)), int(most))
    if kind is QuestionKind.DATE:
        return (_FIRST_DAY + timedelta(days=drawn.randrange(300))).isoformat()
    if kind in (QuestionKind.FILE, QuestionKind.PLACE, QuestionKind.INFORMATION):
        return None
    return _closed(question, hint, keys, weights, drawn, language)


def _closed(
    question: Question,
    hint: Mapping[str, Any],
    keys: list[str],
    weights: list[float],
    drawn: random.Random,
    language: str,
) -> Any:
    match question.kind:
        case QuestionKind.RANKING:
            return sorted(keys, key=lambda key: -weights[keys.index(key)] * drawn.random())
        case QuestionKind.SEVERAL_CHOICES | QuestionKind.IMAGE_CHOICE:
            options = [option.key for option in question.options]
            chosen = [key for key in options if drawn.random() * 100 < weights[keys.index(key)]]
            return {"keys": chosen} if chosen else None
        case QuestionKind.MATRIX:
            return {row.key: drawn.choices(keys, weights)[0] for row in question.rows}
        case _:
            return _one(question, hint, drawn.choices(keys, weights)[0], drawn, language)


def _one(question: Question, hint: Mapping[str, Any], key: str, drawn: random.Random, language: str) -> Any:
    if question.kind is QuestionKind.YES_NO:
        return key == "yes"
    if question.kind is QuestionKind.SENTIMENT:
        why = _words(hint, drawn, language) if question.why else None
        return {"value": int(key)} | ({"why": why} if why else {})
    if question.kind in (QuestionKind.SCALE, QuestionKind.RATING):
        return int(key)
    return key if question.option(key) is not None else None


def _words(hint: Mapping[str, Any], drawn: random.Random, language: str) -> str | None:
    said = hint.get("said", ())
    if not said or drawn.random() > _WRITES:
        return None
    text: Mapping[str, str] = drawn.choice(said)
    return text.get(language) or text["nb"]
