"""A matrix (an answer for each row) and a ranking (options in order)."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.sdk import Field, Invalid, Text, Typed, _
from plugins.survey.model import Option, Question, QuestionKind


@dataclass(frozen=True, kw_only=True)
class Matrix(Field):
    """Input `<name>.<row>` with a column's key. A required one wants every row."""

    kind: ClassVar[str] = "survey_matrix"
    says_missing: ClassVar[Text] = _("Choose an answer in each row of “{label}”.")
    rows: tuple[Option, ...] = ()
    options: tuple[Option, ...] = ()

    def read(self, typed: Typed) -> dict[str, str] | None:
        known = {option.key for option in self.options}
        answer = {row.key: sent for row in self.rows if (sent := typed.part(row.key).one())}
        if not known.issuperset(answer.values()):
            raise Invalid(_("Choose among the answers to “{label}”.").format(label=self.label))
        if answer and self.required and len(answer) < len(self.rows):
            raise Invalid(self.says_missing.format(label=self.label))
        return answer or None

    def shown(self, value: Any) -> dict[str, str]:
        return value if isinstance(value, dict) else {}

    def echo(self, typed: Typed) -> dict[str, str]:
        return {row.key: typed.part(row.key).one() for row in self.rows}


@dataclass(frozen=True, kw_only=True)
class Ranking(Field):
    """Input `<name>.<option>` with its place: 1, 2, 3. Choosing numbers works for the keyboard, the finger and without script."""

    kind: ClassVar[str] = "survey_ranking"
    says_missing: ClassVar[Text] = _("Give “{label}” an order: a number to each.")
    options: tuple[Option, ...] = ()
    most: int | None = None

    @property
    def places(self) -> range:
        return range(1, (self.most or len(self.options)) + 1)

    def read(self, typed: Typed) -> list[str] | None:
        given = {option.key: sent for option in self.options if (sent := typed.part(option.key).one())}
        if not given:
            return None
        if not {str(place) for place in self.places}.issuperset(given.values()):
            raise Invalid(_("Choose among the places in “{label}”.").format(label=self.label))
        if len(set(given.values())) < len(given):
            raise Invalid(_("Two of the answers to “{label}” have the same place.").format(label=self.label))
        if self.required and len(given) < len(self.places):
            raise Invalid(self.says_missing.format(label=self.label))
        return sorted(given, key=lambda key: int(given[key]))

    def shown(self, value: Any) -> dict[str, str]:
        return {key: str(place) for place, key in enumerate(value or (), start=1)}

    def echo(self, typed: Typed) -> dict[str, str]:
        return {option.key: typed.part(option.key).one() for option in self.options}


def table_field(question: Question, about: dict[str, Any], options: tuple[Option, ...]) -> Field:
    if question.kind is QuestionKind.MATRIX:
        return Matrix(rows=question.rows, options=question.options, **about)
    return Ranking(options=options, most=int(question.most) if question.most else None, **about)
