"""Questions that are answered by typing: texts, numbers, dates. Core's own fields, made to give JSON."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.sdk import Date, Field, LongText, Number, ShortText, Typed
from plugins.survey.model import Question, QuestionKind

LINE, PARAGRAPHS = 300, 5_000


@dataclass(frozen=True, kw_only=True)
class NumberAsked(Number):
    def read(self, typed: Typed) -> Any:
        number = Number.read(self, typed)
        return float(number) if isinstance(number, Decimal) and number % 1 else number and int(number)


@dataclass(frozen=True, kw_only=True)
class DateAsked(Date):
    def read(self, typed: Typed) -> Any:
        day = Date.read(self, typed)
        return day.isoformat() if isinstance(day, date) else None


def text_field(question: Question, about: dict[str, Any]) -> Field:
    if question.kind is QuestionKind.SHORT_TEXT:
        return ShortText(max=int(question.most or LINE), min=int(question.least or 0), **about)
    if question.kind is QuestionKind.LONG_TEXT:
        return LongText(max=int(question.most or PARAGRAPHS), min=int(question.least or 0), **about)
    if question.kind is QuestionKind.NUMBER:
        return NumberAsked(min=question.least, max=question.most, decimals=question.decimals, **about)
    return DateAsked(**about)
