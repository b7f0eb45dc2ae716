"""An answer in words, in the reader's language: for receipts, exports and the staff's own reading."""

from collections.abc import Callable
from datetime import date
from typing import Any

from core.sdk import _, say_date, say_number
from plugins.survey.model import Option, Question, QuestionKind
from plugins.survey.questions.scales import FEELINGS


def say(question: Question, answer: Any) -> str:
    """Empty where there is no answer."""
    return "" if answer is None else _WAYS.get(question.kind, _chosen)(question, answer)


def _yes_no(question: Question, answer: Any) -> str:
    del question
    return str(_("Yes") if answer else _("No"))


def _number(question: Question, answer: Any) -> str:
    del question
    return say_number(answer)


def _date(question: Question, answer: Any) -> str:
    del question
    return say_date(date.fromisoformat(answer))


def _sentiment(question: Question, answer: Any) -> str:
    del question
    return ": ".join(filter(None, [str(FEELINGS[answer["value"]]), answer.get("why", "")]))


def _matrix(question: Question, answer: Any) -> str:
    said = (f"{_name(question.rows, row)}: {_name(question.options, key)}" for row, key in answer.items())
    return "; ".join(said)


def _place(question: Question, answer: Any) -> str:
    del question
    return answer.get("words") or str(_("A place on the map"))


def _file(question: Question, answer: Any) -> str:
    del question
    return ", ".join(str(file.get("name", "")) for file in answer)


def _chosen(question: Question, answer: Any) -> str:
    if isinstance(answer, dict):
        names = [_name(question.options, key) for key in answer.get("keys", ())]
        return ", ".join([*names, *filter(None, [answer.get("other", "")])])
    if isinstance(answer, list):
        return ", ".join(_name(question.options, key) for key in answer)
    return _name(question.options, answer) if question.options else str(answer)


def _name(options: tuple[Option, ...], key: str) -> str:
    return next((option.name.text() for option in options if option.key == key), key)


_WAYS: dict[QuestionKind, Callable[[Question, Any], str]] = {
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.SENTIMENT: _sentiment,
    QuestionKind.MATRIX: _matrix,
    QuestionKind.PLACE: _place,
    QuestionKind.FILE: _file,
}
